"""Pages of the authoring desk: views, forms and presenters."""
