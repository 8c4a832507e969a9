"""Reports: the record, its citations, its page, and the library of them all."""
