"""The redline as pages for a browser."""
