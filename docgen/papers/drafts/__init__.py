"""A draft: front matter and text as an office writes them, before they are a paper."""
