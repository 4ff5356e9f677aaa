"""The law as frozen values; standard library only."""
