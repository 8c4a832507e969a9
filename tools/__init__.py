"""What stands beside the builder and makes no page: its set-up."""
