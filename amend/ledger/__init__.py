"""The record: prints, drafts and positions in a workspace, with git as their history."""
