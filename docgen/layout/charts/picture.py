"""A chart as a picture, drawn from the same values and looking like the native one."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from docgen.layout import standard as gb
from docgen.layout.charts.typefaces import typefaces
from docgen.papers.insets import BARS, DASHED_LINE, ChartInset

_DOTS_PER_INCH = 300


def picture_of(inset: ChartInset) -> bytes:
    """A PNG as wide as the type area, at print resolution. Raises DocgenError where there is no font for Chinese."""
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    words = "".join((*inset.categories, *(series.name for series in inset.series), inset.unit, "0123456789.-−%lp"))
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as folder, matplotlib.rc_context({"axes.unicode_minus": False}):
        face = typefaces((gb.BODY_FONT,), words, Path(folder))[gb.BODY_FONT]
        font = FontProperties(fname=str(face.path), size=gb.SIZE_5)
        figure = Figure(figsize=(gb.TYPE_WIDTH / 25.4, inset.height / 25.4), facecolor="white", layout="constrained")
        axes = figure.add_subplot()
        places = range(len(inset.categories))
        for series in inset.series:
            values = [float("nan") if value is None else float(value) for value in series.values]
            if series.shown_as == BARS:
                axes.bar(places, values, width=0.55, color="#bfbfbf", edgecolor="black", linewidth=0.75, label=series.name)
            elif series.shown_as == DASHED_LINE:
                axes.plot(places, values, color="black", linewidth=1.5, linestyle="--", label=series.name)
            else:
                axes.plot(places, values, color="black", linewidth=1.5, marker="o", markersize=5, label=series.name)
            for place, value in zip(places, series.values, strict=True):
                if series.labelled and value is not None:
                    axes.annotate(f"{value}{inset.unit}", (place, float(value)), xytext=(0, 3) if series.shown_as == BARS else (5, -1), textcoords="offset points",
                        ha="center" if series.shown_as == BARS else "left", va="bottom" if series.shown_as == BARS else "top", fontproperties=font,
                        rotation=90 if inset.upright and series.shown_as == BARS else 0)
        axes.set_xticks(list(places), ["\n".join(name) if inset.downwards else name for name in inset.categories], fontproperties=font, linespacing=0.85)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}{inset.unit}")
        for label in axes.get_yticklabels():
            label.set_fontproperties(font)
        axes.margins(y=0.12)
        if inset.ceiling:
            axes.set_ylim(0, inset.ceiling)
        axes.grid(axis="y", color="#d9d9d9", linewidth=0.5)
        axes.set_axisbelow(True)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(inset.series), frameon=False, prop=font)
        made = io.BytesIO()
        figure.savefig(made, format="png", dpi=_DOTS_PER_INCH, metadata={"Software": None})
    return made.getvalue()
