"""Git, and nothing else here knows it: what is kept in it, and what it is told of Bills."""
