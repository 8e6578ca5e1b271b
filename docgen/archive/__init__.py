"""Zip archives that come from outside: what they really hold, before any library unpacks them."""
