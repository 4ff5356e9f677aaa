"""What a Word file is made of: its package, its marks of change, its numbers, its anchors."""
