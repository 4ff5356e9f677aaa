"""Where texts and amendments come from: the services of Parliament and of The National Archives."""
