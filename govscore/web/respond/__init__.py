"""Pages of `respond`: views, forms and presenters."""
