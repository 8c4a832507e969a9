"""Input files to checked, frozen records: one module per kind of content."""
