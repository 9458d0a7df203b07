"""Pages of `account`: views, forms and presenters."""
