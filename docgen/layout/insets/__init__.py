"""What stands in a paper's text besides lines: tables, pictures, emphasis, set where the rendered words have their signs."""
