"""What each command does, and how its outcome is told."""
