"""Pages of `public`: views, forms and presenters."""
