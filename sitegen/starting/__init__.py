"""What an editor begins with: a new page, a new record, a new site."""
