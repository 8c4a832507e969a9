"""What the site's hosts are to do: data/hosting.yaml, and the same rules in each host's words."""
