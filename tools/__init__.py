"""What stands beside the builder and makes no page: set-up, tests, comparison of outputs."""
