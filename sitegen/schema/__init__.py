"""YAML text to checked, frozen records, with every mistake at its line."""
