"""One Python program at work: ``python -m benchmarks.worker PEER TEMPLATE CONTEXTS``, spoken to line by line.

Says ``ready``, then fills all documents for every line ``run`` and answers the seconds as JSON; ``keep FOLDER``
also writes what it makes there, by number; ``profile`` answers where the time went. ``node/driver.cjs`` is its twin.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path


def main(peer: str, template: Path, contexts_file: Path) -> None:
    fill = importlib.import_module(f"benchmarks.peers.{peer}").fill
    contexts = json.loads(contexts_file.read_text(encoding="utf-8"))
    print("ready", flush=True)
    for line in sys.stdin:
        word, _, folder = line.strip().partition(" ")
        if word == "profile":
            from benchmarks.profiling import profile

            answer = {"profile": profile(lambda: list(fill(template, contexts)))}
        else:
            begun, size = time.perf_counter(), 0
            for number, made in enumerate(fill(template, contexts)):
                size += made.stat().st_size if isinstance(made, Path) else len(made)
                if folder:
                    (Path(folder) / str(number)).write_bytes(made.read_bytes() if isinstance(made, Path) else made)
            answer = {"seconds": time.perf_counter() - begun, "bytes": size}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
