"""Two texts of a Bill side by side: which provisions are the same, and which words changed."""
