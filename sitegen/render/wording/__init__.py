"""Plain words, checked: one rule a module, each with why, and a bad and a good example."""
