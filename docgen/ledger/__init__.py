"""The ledger: projects and their state in each period, read from workbooks and kept in a database."""
