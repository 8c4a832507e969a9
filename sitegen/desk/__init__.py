"""What waits for an editor on a site: gathered from a finished site, told as text, JSON or page."""
