"""What each kind of paper says: one module a kind, no looks."""
