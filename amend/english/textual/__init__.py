"""The sentences by which a Bill amends Acts: read out of its clauses and Schedules into operations."""
