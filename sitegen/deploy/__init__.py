"""The command ``publish``: a finished output brought to the place that visitors reach, and back again."""
