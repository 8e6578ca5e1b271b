"""What one report tells against another: within a row, against the unit's last report, between units.

All of it is 提醒 and none 错误: each of these figures may be right where the other is wrong (last month's, another
cell's, another unit's), a month may be counted from the 26th, an overrun or a land payment before the start is plain
life. Only a person can tell, and refusing the file would cost the circular all the unit's other projects.
"""
