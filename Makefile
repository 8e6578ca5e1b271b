# 全部用法：make help
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
RUN := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help demo test bench clean

help:
	@echo "make demo    准备环境，用样例台账做完一个月的主要工作：读台账，出通报、督办函、通知和附件表"
	@echo "make test    准备环境，运行全部测试（需要 LibreOffice，以 root 运行时自动安装）"
	@echo "make bench   准备环境，同一次运行里与其他程序比较性能，写出 docs/benchmarks.md（约一刻钟；Node 上的程序由 npm 取得）"
	@echo "make clean   删除环境和缓存；台账数据库（data/docgen.db）和成品（outputs）不动"

demo: $(VENV)/installed
	@$(RUN) scripts/provide.py
	@$(RUN) scripts/demo.py

test: $(VENV)/installed-test
	@$(RUN) scripts/provide.py --required
	@$(RUN) -m pytest

# 1 是测完而有一项未达到，表里已写明
bench: $(VENV)/installed-bench
	@$(RUN) scripts/provide.py
	@$(RUN) -m benchmarks || test $$? -eq 1

clean:
	@rm -rf $(VENV) .cache .pytest_cache .hypothesis docgen.egg-info
	@find docgen tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "已清理。"

$(RUN):
	@$(PYTHON) scripts/venv.py $(VENV)

$(VENV)/installed: pyproject.toml | $(RUN)
	@echo "正在安装 docgen 及其依赖……"
	@$(RUN) -m pip install --quiet -e .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(RUN)
	@echo "正在安装 docgen、其依赖和测试工具……"
	@$(RUN) -m pip install --quiet -e '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(RUN)
	@echo "正在安装 docgen、其依赖和用来比较的软件包……"
	@$(RUN) -m pip install --quiet -e '.[bench]'
	@touch $@ $(VENV)/installed
