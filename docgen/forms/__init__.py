"""Small tables that a clerk writes for one paper (调整表, 评分表, 任务表): columns told by their words, every value with its cell."""
