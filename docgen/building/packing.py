"""A paper packed for another process: what all papers of a run share is referred to, not packed along."""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from typing import Any

from docgen.figures.indicators.catalogue import Indicator
from docgen.figures.indicators.group import Group
from docgen.figures.summary import Figures
from docgen.settings import Settings


@dataclass(frozen=True)
class Shared:
    """What all papers of a run share: the settings, and the period's figures with their records."""

    settings: Settings
    figures: Figures

    def landmarks(self) -> tuple[Any, ...]:
        """The objects that papers refer to, in the same order in every process."""
        return self.settings, self.figures, self.figures.reports, *self.figures.reports


class Packer:
    """Packs for those who have the same ``shared``."""

    def __init__(self, shared: Shared) -> None:
        self._places = {id(each): place for place, each in enumerate(shared.landmarks())}
        self._shared = shared  # must live as long as its objects are known by their ids

    def pack(self, value: Any) -> bytes:
        out = io.BytesIO()
        _Pickler(out, self._places).dump(value)
        return out.getvalue()


class Unpacker:
    """Unpacks what was packed by who has the same ``shared``."""

    def __init__(self, shared: Shared) -> None:
        self.settings = shared.settings
        self._landmarks = shared.landmarks()

    def unpack(self, parcel: bytes) -> Any:
        return _Unpickler(io.BytesIO(parcel), self._landmarks).load()


class _Pickler(pickle.Pickler):
    def __init__(self, out: io.BytesIO, places: dict[int, int]) -> None:
        super().__init__(out, protocol=pickle.HIGHEST_PROTOCOL)
        self._places = places

    def persistent_id(self, value: Any) -> int | None:
        return self._places.get(id(value))

    def reducer_override(self, value: Any) -> Any:
        """An indicator goes without its function, which no other process can have: what it answers is in the paper."""
        if type(value) is not Indicator:
            return NotImplemented
        return Indicator, (value.key, value.name, value.unit, value.formula, _left_behind, value.undefined, value.high_is_good)


def _left_behind(group: Group) -> None:
    """Stands for an indicator's function where papers are laid out."""
    raise AssertionError("figures are reckoned before a paper is packed")


class _Unpickler(pickle.Unpickler):
    def __init__(self, parcel: io.BytesIO, landmarks: tuple[Any, ...]) -> None:
        super().__init__(parcel)
        self._landmarks = landmarks

    def persistent_load(self, place: int) -> Any:
        return self._landmarks[place]
