"""Tables defined by a file, not by code: which records, which columns, in which order (表格.toml)."""
