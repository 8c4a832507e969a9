"""How long this builder and four others take for the same site."""
