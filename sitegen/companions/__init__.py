"""What is published beside the files of the site: build.json, and texts in compressed form."""
