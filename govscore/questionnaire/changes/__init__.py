"""What one version changes against another, and which trends survive it."""
