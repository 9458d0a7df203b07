"""Pages of `reports`: views, forms and presenters."""
