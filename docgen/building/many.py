"""Many papers at once: the same task for each of them, on the cores of the machine, answered in order.

Papers share the period's figures and records: the template of any letter may ask for all of them. So what they share
goes to a worker once, and a paper is sent with references to it (``packing.py``); what is sent grows with the papers,
not with papers times records. Only as many papers are on their way as keep the workers busy, so that a thousand need
no more memory than ten.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any

from docgen.building.packing import Packer, Shared, Unpacker
from docgen.problem import DocgenError
from docgen.settings import Settings

_FEW = 4
"""Fewer papers are done before workers would have started."""
_AHEAD = 2
"""How many papers are on their way for each worker."""
_PAPERS_A_WORKER = 50 if sys.platform in ("win32", "darwin") else 10
"""After so many a worker makes way for a new one: what the XML library keeps grows from paper to paper. Where a worker is
a fork, a new one is there in a moment; elsewhere it must import everything first."""

Task = Callable[[Any, Settings], Any]
"""What is done with one paper: a function of a module, so that other processes find it."""


def for_each(task: Task, items: Iterable[Any], count: int, shared: Shared) -> Iterator[Any]:
    """``task(item, settings)`` for each of ``count`` items, in their order; where it raised DocgenError, that error.

    As many processes as the settings say (``[run] workers``). One that dies takes nothing along but the paper that
    killed it. Items are taken as they are needed. When the iteration is given up or interrupted, all are ended; they also
    end when this process is killed.
    """
    workers = min(shared.settings.run.at_once, count)
    if workers < 2 or count < _FEW:
        return (_tried(task, item, shared.settings) for item in items)
    return _on_the_cores(task, items, shared, workers)


def _tried(task: Task, item: Any, settings: Settings) -> Any:
    try:
        return task(item, settings)
    except DocgenError as error:
        return error


def _on_the_cores(task: Task, items: Iterable[Any], shared: Shared, count: int) -> Iterator[Any]:
    packer = Packer(shared)
    packed = (packer.pack((task, item)) for item in items)
    on_the_way: deque[tuple[bytes, Future]] = deque()
    with _Workers(shared, count) as workers:
        while True:
            if workers.tired and not on_the_way:
                workers.renew()
            while not workers.tired and len(on_the_way) < count * _AHEAD and (parcel := next(packed, None)) is not None:
                on_the_way.append((parcel, workers.give(parcel)))
            if not on_the_way:
                return
            parcel, future = on_the_way.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # which of those on the way killed its worker is not known, so each is tried alone
                suspects = [(parcel, future), *on_the_way]
                on_the_way.clear()
                workers.renew()
                yield from (_outcome(suspect, future, workers) for suspect, future in suspects)


def _outcome(parcel: bytes, future: Future, workers: _Workers) -> Any:
    """What came of a parcel that was on the way when a worker died."""
    if future.done() and not future.cancelled() and future.exception() is None:
        return future.result()
    try:
        return workers.give(parcel).result()
    except BrokenProcessPool:
        workers.renew()
        return DocgenError("生成它的进程意外中止，可能是内存不足：请关闭别的程序，或在设置 [run] workers 中减少进程后再试")


class _Workers:
    """The processes; as a context they are gone when it ends."""

    def __init__(self, shared: Shared, count: int) -> None:
        self._shared, self._count = shared, count
        self._others = set(multiprocessing.active_children())
        self._executor = self._started()

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._end()
            self._hang_up()
        self._executor.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()

    @property
    def tired(self) -> bool:
        """Whether they were given as much as they shall do."""
        return self._given >= self._count * _PAPERS_A_WORKER

    def give(self, parcel: bytes) -> Future:
        """What will come of a parcel; BrokenProcessPool where a worker died meanwhile, whichever parcel it had."""
        self._given += 1
        try:
            return self._executor.submit(_done, parcel)
        except BrokenProcessPool as error:
            lost: Future = Future()
            lost.set_exception(error)
            return lost

    def renew(self) -> None:
        """Other workers in the place of these."""
        self._end()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._started()

    def _started(self) -> ProcessPoolExecutor:
        self._given = 0
        # a collection writes into every object that it looks at: a fork would get a copy of all its owner's memory
        gc.collect()
        gc.freeze()
        return ProcessPoolExecutor(self._count, mp_context=_context(), initializer=_begin, initargs=(self._shared,))

    def _end(self) -> None:
        for child in set(multiprocessing.active_children()) - self._others:
            child.terminate()

    def _hang_up(self) -> None:
        """Nobody writes to us any more. A worker that ended half way through a paper left the executor reading the rest of it, and
        as long as this process holds the writing end of the pipe as well, that rest is waited for without end."""
        results = getattr(self._executor, "_result_queue", None)
        writer = getattr(results, "_writer", None)
        if writer is not None and not writer.closed:
            writer.close()


def _context():
    """How processes are started. A fork has all that is imported here, but only a process of one thread may be forked safely; a server
    that forks has everything imported once; elsewhere each imports for itself."""
    if sys.platform == "linux" and threading.active_count() == 1:
        import docgen.building.preloading  # noqa: F401

        return multiprocessing.get_context("fork")
    if sys.platform in ("win32", "darwin"):
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["docgen.building.preloading"])
    return context


_unpacker: Unpacker | None = None


def _begin(shared: Shared) -> None:
    """A worker begins: an interrupt is its owner's business, and it does not outlive its owner."""
    global _unpacker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_the_owner, daemon=True).start()
    _unpacker = Unpacker(shared)


def _end_with_the_owner() -> None:
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def _done(parcel: bytes) -> Any:
    task, item = _unpacker.unpack(parcel)
    return _tried(task, item, _unpacker.settings)
