"""The types of fields: what a value may be, what it names, and what is wrong with one."""
