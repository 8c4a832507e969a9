"""What visitors would see change between two builds of a site, and how it is told."""
