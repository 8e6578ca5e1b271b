"""How a paper looks: the numbers of GB/T 9704—2012, templates, tables, head and imprint."""
