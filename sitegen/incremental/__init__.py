"""What each task read, so that it need not run again while nothing of that has changed."""
