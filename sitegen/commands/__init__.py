"""What each command does, in a function NAME_command, and how its outcome is told."""
