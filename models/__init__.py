"""What this site's content is: a module for each subject, see docs/models.md."""
