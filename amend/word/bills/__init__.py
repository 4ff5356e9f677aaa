"""A Bill that exists only as a Word file, read as a Bill."""
