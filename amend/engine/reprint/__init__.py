"""A Bill as it is printed again: numbers, references and lines."""
