"""Making a period's papers and knowing why: what is owed, what changed since, what a person's hand wrote into them."""
