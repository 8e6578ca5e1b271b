"""Supervision matters (督办事项): what was asked of whom, by when, and every step until it is settled (销号)."""
