"""Tasks handed over or signed for (交办, 攻坚任务): read from a small table, made into 交办单, 任务书 and 攻坚任务清单."""
