"""The public page: a folder of pages about a Bill, its amendments and who held what, for disk or any static host."""
