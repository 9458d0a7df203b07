"""Pages of `county`: views, forms and presenters."""
