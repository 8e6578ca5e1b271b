"""docgen beside others on the same work, and beside what is possible at all: ``python -m benchmarks``.

A section a module (``rows``, ``letters``, ``workbooks``, ``printing``, ``months``, ``starting``, ``reading``). Each
measures its competitors in turn (ABAB…) within the one run, holds their results against each other, and judges the
lines of ``targets``. Only ratios are judged: seconds say nothing of another machine.
"""
