"""What the types of a site say of themselves: JSON Schemas, tables of keys, settings of VS Code."""
