"""How charts look: drawn by matplotlib, or written as charts of Word's own."""
