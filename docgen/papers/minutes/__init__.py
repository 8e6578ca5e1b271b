"""纪要: what a meeting decided, which unit does it and by when; each decision becomes a matter (督办事项)."""
