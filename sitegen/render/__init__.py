"""Pages and site-wide files as bytes: tasks that are pure functions of a snapshot."""
