"""What the commands `new` and `init` lay out: a page, a record, a site."""
