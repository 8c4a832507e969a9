"""What a site says of its content in models/: the code, imported, and what it declares."""
