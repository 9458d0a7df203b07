"""Pages of `manage`: views, forms and presenters."""
