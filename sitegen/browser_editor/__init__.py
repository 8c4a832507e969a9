"""The editor in the browser, Sveltia CMS: its configuration, and the program itself."""
