"""What docgen remembers of a file that it made: the order, what it rested on, the digests of what was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from docgen.building.footing import Footing, digest
from docgen.building.order import Order
from docgen.building.work import Work
from docgen.export.files import Found, Memory, Written, records, write_output
from docgen.settings import Settings

_FORMAT = 1


@dataclass(frozen=True)
class Record:
    """``output`` is the digest of the file as it was written, ``base`` of the file as docgen alone would have it: they
    differ where a person's edits were merged."""

    relative: str
    order: Order
    footing: Footing
    output: str
    base: str

    def to_bytes(self) -> bytes:
        plain = asdict(self) | {"order": self.order.to_plain(), "format": _FORMAT}
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read_record(data: bytes) -> Record | None:
    """The record in ``data``; None when it cannot be read: another version of docgen wrote it, or it is damaged."""
    try:
        plain = json.loads(data)
        if plain.pop("format") != _FORMAT:
            return None
        order, footing = Order.from_plain(plain.pop("order")), Footing(**plain.pop("footing"))
        return Record(order=order, footing=footing, **plain)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def record_of(found: Found) -> Record | None:
    """The record of what stands in a place, if it can be believed: the base that is kept is the one it names."""
    record = read_record(found.memory.record) if found.memory else None
    if record is None or found.memory.base is None or digest(found.memory.base) != record.base:
        return None
    return record


def recorded(settings: Settings, period: str) -> Iterator[Record]:
    """The records of all files of a period, in the order of their names."""
    read = (read_record(data) for data in records(settings))
    found = [record for record in read if record and record.relative.startswith(f"{period}/")]
    yield from sorted(found, key=lambda record: record.relative)


def write_work(
    settings: Settings, work: Work, data: bytes, footing: Footing, base: bytes | None = None, instead_of: bytes | None = None
) -> Written:
    """Write a file with its record. ``base`` is what docgen alone would have written, where ``data`` holds a
    person's edits too; ``instead_of`` the person's file that ``data`` takes the place of."""
    base = data if base is None else base
    record = Record(work.relative, work.order, footing, digest(data), digest(base))
    return write_output(settings, work.relative, data, Memory(record.to_bytes(), base), instead_of)
