"""Every figure of a paper asked where it comes from: its formula, its records, their cells; and compared with them."""
