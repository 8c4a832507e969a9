"""The command ``publish``: a finished output goes to where visitors find it, and back again."""
