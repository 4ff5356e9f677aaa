"""Bills, redlines and papers written as Word files."""
