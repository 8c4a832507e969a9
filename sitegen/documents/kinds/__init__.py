"""What pages of some kinds say of themselves beside what every page says: one module for each."""
