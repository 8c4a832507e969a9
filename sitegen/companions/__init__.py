"""What is published beside the site's own files: build.json and the like, compressed texts."""
