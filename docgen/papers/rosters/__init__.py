"""Name lists (领导小组名单): who is what in a leading group, as an annex of a paper."""
