"""The lists of records in data/: one module for each subject, and the table of them all."""
