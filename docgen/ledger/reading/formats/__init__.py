"""One module a file format, each from bytes to sheets; ``kinds.py`` tells by content which it is."""
