"""Audits everything a county publishes: what a careful reader of it all could work out about a few people."""
