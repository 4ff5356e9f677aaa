"""The desk: a Bill and its amendments edited in a browser on one's own machine."""
