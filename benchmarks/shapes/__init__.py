"""The templates of the comparison, each written once and said in every competitor's syntax, and their records."""
