"""Levels (等级) of lagging and the consequences (措施) that an office may draw from them."""

from __future__ import annotations

WATCH, YELLOW, ORANGE, RED = "watch", "yellow", "orange", "red"

LEVELS = {RED: "红色", ORANGE: "橙色", YELLOW: "黄色", WATCH: "关注"}
"""Levels, the gravest first, with the words for them."""

RANKS = {level: rank for rank, level in enumerate(reversed(LEVELS), 1)}
"""The graver the level, the higher its rank; 0 is no level."""

REMIND, SUPERVISE, SUMMON, CRITICISE = CONSEQUENCES = ("提醒", "督办", "约谈", "通报批评")
"""What follows for those responsible, the mildest first."""
