"""Tools for agents: the engine as a referee for whoever drafts with a language model."""
