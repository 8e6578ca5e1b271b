"""The wall chart drawn: a page's lines, its head and its legend, in millimetres from the sheet's upper left corner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.layout.charts import signs
from docgen.layout.charts.sheet import COLUMNS, LINE_PITCH, POINTS_PER_MM, Line, Page, Sheet, fitted, in_lines, width
from docgen.layout.charts.signs import GREY, INK, PALE, TODAY, TRACK, Sign
from docgen.layout.standard import BODY_FONT, HEI_FONT, TITLE_FONT
from docgen.papers.charts.wall import FINISHED, OVERDUE, PLANNED, UNTOLD, Row, WallChart
from docgen.papers.dates import spoken_within

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEAST_WORDS = 1.6
"""The smallest lettering of names, mm."""
FONTS = (TITLE_FONT, HEI_FONT, BODY_FONT)
WORDS = (
    "第页，共（续）个项目月一二三四季度单位：万元粗条的长度为年度计划投资完成率，全年为建设起止其他…绘制%0123456789.—"
    "计划完成的节点逾期未、说明实际日期已开工竣工截至年日" + "".join(COLUMNS)
)
"""What the sheet says beyond the chart's own words."""


def figure_of(chart: WallChart, page: Page, sheet: Sheet, fonts: Mapping[str, Path]) -> Figure:
    """One page as a figure of the sheet's size; ``fonts`` are the files of :data:`FONTS`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(sheet.width / 25.4, sheet.height / 25.4), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, sheet.width)
    axes.set_ylim(sheet.height, 0)
    axes.axis("off")
    _Drawing(axes, chart, page, sheet, fonts).draw()
    return figure


class _Drawing:
    """One page while it is drawn."""

    def __init__(self, axes: Any, chart: WallChart, page: Page, sheet: Sheet, fonts: Mapping[str, Path]) -> None:
        from matplotlib.font_manager import FontProperties

        self.axes, self.chart, self.page, self.sheet = axes, chart, page, sheet
        self.fonts = {name: FontProperties(fname=str(path)) for name, path in fonts.items()}
        self.right = sheet.width - sheet.margin
        self.bottom = page.lines[-1].top + page.lines[-1].height
        self.measured = any(row.share is not None for row in chart.rows)

    def draw(self) -> None:
        self._head()
        self._axis()
        for line in self.page.lines:
            self._heading(line) if line.row is None else self._project(line, line.row)
        self._today()
        self._legend()

    def _head(self) -> None:
        sheet, scale = self.sheet, self.sheet.scale
        self._text(sheet.width / 2, sheet.margin + 6 * scale, self.chart.title, 7.8 * scale, TITLE_FONT, "center")
        line = sheet.margin + 17 * scale
        self._text(sheet.margin, line, self.chart.as_of, 4 * scale, BODY_FONT)
        middle = f"{len(self.chart.rows)}个项目"
        if self.page.pages > 1:
            middle += f"　第{self.page.number}页，共{self.page.pages}页"
        self._text(sheet.width / 2, line, middle, 4 * scale, BODY_FONT, "center")
        self._text(self.right, line, f"{self.chart.maker}绘制　单位：万元", 4 * scale, BODY_FONT, "right")

    def _axis(self) -> None:
        sheet = self.sheet
        top, half = sheet.top - sheet.months, sheet.months / 2
        self._box(sheet.margin, top, self.right - sheet.margin, sheet.months, PALE)
        left = sheet.margin
        for name, wide in zip(COLUMNS, sheet.widths, strict=True):
            self._text(left + wide / 2, top + half, name, 3.2 * sheet.scale, HEI_FONT, "center")
            self._line(left, top, left, self.bottom, 0.5)
            left += wide
        for month in range(1, 13):
            begin, end = self._month(month), self._month(month + 1)
            self._text((begin + end) / 2, top + half * 1.5, f"{month}月", 3 * sheet.scale, HEI_FONT, "center")
            quarterly = month % 3 == 1
            self._line(begin, top if quarterly else top + half, begin, self.bottom, 0.5 if quarterly else 0.25, GREY if not quarterly else INK)
            if quarterly:
                wide = self._month(month + 3) - begin
                self._text(begin + wide / 2, top + half / 2, f"{'一二三四'[month // 3]}季度", 3 * sheet.scale, HEI_FONT, "center")
        self._line(sheet.axis, top + half, self.right, top + half, 0.25, GREY)
        for y in (top, sheet.top, self.bottom):
            self._line(sheet.margin, y, self.right, y, 0.7)
        self._line(self.right, top, self.right, self.bottom, 0.7)

    def _month(self, month: int) -> float:
        """Where a month begins."""
        year = self.chart.year
        before = date(year, 12, 31) if month > 12 else date.fromordinal(date(year, month, 1).toordinal() - 1)
        return self.sheet.day(before, year)

    def _heading(self, line: Line) -> None:
        assert line.group is not None
        self._box(self.sheet.margin, line.top, self.right - self.sheet.margin, line.height, "#f4f4f4", above=True)
        text = f"{line.group.name}（{len(line.group.rows)}个项目）{'（续）' if line.again else ''}"
        self._text(self.sheet.margin + 2, line.top + line.height / 2, text, min(line.height * 0.62, 4.2 * self.sheet.scale), HEI_FONT)
        self._line(self.sheet.margin, line.top, self.right, line.top, 0.5)

    def _project(self, line: Line, row: Row) -> None:
        sheet = self.sheet
        size = min(line.height * 0.64, 3.6 * sheet.scale)
        self._line(sheet.margin, line.top, self.right, line.top, 0.25, GREY)
        self._cells(line, row, size)
        nodes_at, bar_at = line.top + line.height * (0.36 if self.measured else 0.43), line.top + line.height * (0.81 if self.measured else 0.9)
        self._course(row, bar_at, line.height)
        small = min(line.height * (0.5 if self.measured else 0.58), 3.4 * sheet.scale)
        if row.nodes:
            self._nodes(row, nodes_at, small)
        elif row.told:
            text, told = fitted(row.told, small, self.right - sheet.axis - 3, small * 0.8)
            self._text(sheet.axis + 1.5, nodes_at, text, told, BODY_FONT, over=True)

    def _cells(self, line: Line, row: Row, size: float) -> None:
        sheet, middle = self.sheet, line.top + line.height / 2
        edges = [sheet.margin]
        for wide in sheet.widths:
            edges.append(edges[-1] + wide)
        self._text((edges[0] + edges[1]) / 2, middle, str(row.number), size, BODY_FONT, "center")
        if row.level:
            tone = signs.LEVELS[row.level]
            self._sign(edges[1] + size, middle, Sign(tone.shape, INK, tone.colour), size * 0.95)
            self._text(edges[1] + size * 1.9, middle, row.level_words, size * 0.95, HEI_FONT)
        self._words(edges[2] + 1, middle, row.name, size, sheet.widths[2] - 2, line.height)
        self._words(edges[3] + 1, middle, row.unit, size, sheet.widths[3] - 2, line.height)
        for place, words in ((4, row.plan), (5, row.rate)):
            text, fit = fitted(words, size, sheet.widths[place] - 2, size * 0.6)
            self._text(edges[place + 1] - 1, middle, text, fit, BODY_FONT, "right")

    def _words(self, x: float, middle: float, words: str, size: float, room: float, height: float) -> None:
        """Words in one line, a little smaller where they must be, else in as many as the row holds."""
        lines, fit = in_lines(words, size, room, height * 0.96, min(size, _LEAST_WORDS))
        for place, line in enumerate(lines):
            self._text(x, middle + (place - (len(lines) - 1) / 2) * fit * LINE_PITCH, line, fit, BODY_FONT)

    def _course(self, row: Row, y: float, height: float) -> None:
        """The time of building as a thin line, the share of the year's plan completed as a bar upon it."""
        sheet, year = self.sheet, self.chart.year
        thick = height * (0.26 if self.measured else 0.14)
        if row.start or row.finish:
            begin = sheet.day(row.start, year) if row.start else sheet.axis
            end = sheet.day(row.finish, year) if row.finish else self.right
            left, right = max(begin, sheet.axis), min(end, self.right)
            if left < right:
                self._box(left, y - thick / 2, right - left, thick, TRACK)
            if self._shown(row.start):
                self._sign(begin, y, signs.START_TOLD if row.started else signs.START_PLANNED, thick * 1.25)
            if self._shown(row.finish):
                self._sign(min(end, self.right - thick / 2), y, signs.FINISH, thick * 1.1)
        if row.share:
            tone = signs.LEVELS.get(row.level, signs.ON_COURSE)
            long = min(row.share, 1.0) * (self.right - sheet.axis)
            self._bar(sheet.axis, y - thick / 2, long, thick, tone.colour, tone.hatch)

    def _nodes(self, row: Row, y: float, size: float) -> None:
        """Each node's sign at its day, its words before it, as far as the node before leaves room."""
        sheet, year, free = self.sheet, self.chart.year, self.sheet.axis + 0.8
        for mark in row.nodes:
            x = min(sheet.day(mark.by, year), self.right - size * 0.6)
            if mark.finished and mark.finished != mark.by:
                done = max(sheet.day(mark.finished, year), sheet.axis + size * 0.6)
                self._line(min(done, x), y, max(done, x), y, 0.5, GREY)
                self._sign(done, y, signs.ACTUAL, size * 0.6)
                if done < x:
                    free = max(free, done + size)
            text, fit = fitted(mark.what, size, x - size * 0.8 - free, size * 0.75)
            self._text(x - size * 0.75, y, text, fit, BODY_FONT, "right", over=True)
            self._sign(x, y, signs.NODES[mark.state], size * 0.85)
            free = x + size * 0.8

    def _today(self) -> None:
        sheet = self.sheet
        x = sheet.day(self.chart.today, self.chart.year)
        self._line(x, sheet.top - sheet.months * 0.5, x, self.bottom, 0.9 * sheet.scale, TODAY, (4, 2))
        words, size = spoken_within(self.chart.today, self.chart.year), 2.7 * sheet.scale
        half = width(words, size) / 2 + 1
        at = min(max(x, sheet.axis + half), self.right - half)
        self._box(at - half, self.bottom + 0.6 * sheet.scale, 2 * half, 4 * sheet.scale, "white", INK)
        self._text(at, self.bottom + 2.6 * sheet.scale, words, size, HEI_FONT, "center")

    def _legend(self) -> None:
        """Two rows of signs at the foot: of nodes, of bars and levels."""
        sheet, scale = self.sheet, self.sheet.scale
        size, y = 3.1 * scale, sheet.height - sheet.margin - 6.2 * scale
        has = {mark.state for row in self.chart.rows for mark in row.nodes}
        entries = [(signs.NODES[PLANNED], "计划完成的节点")] if has else []
        entries += [(signs.NODES[FINISHED], "已完成")] if FINISHED in has else []
        entries += [(signs.ACTUAL, "实际完成日期")] if any(mark.finished for row in self.chart.rows for mark in row.nodes) else []
        entries += [(signs.NODES[OVERDUE], OVERDUE)] if OVERDUE in has else []
        entries += [(signs.NODES[UNTOLD], UNTOLD)] if UNTOLD in has else []
        begun = {row.started for row in self.chart.rows if self._shown(row.start)}
        entries += [(signs.START_TOLD, "已开工")] if True in begun else []
        entries += [(signs.START_PLANNED, "计划开工")] if False in begun else []
        entries += [(signs.FINISH, "计划竣工")] if any(self._shown(row.finish) for row in self.chart.rows) else []
        x = sheet.margin
        for sign, words in entries:
            self._sign(x + size / 2, y, sign, size * 0.85)
            self._text(x + size * 1.4, y, words, size, BODY_FONT)
            x += size * 3 + width(words, size)
        self._line(x, y - size * 0.9, x, y + size * 0.9, 1.2 * scale, TODAY, (3, 1.5))
        self._text(x + size * 0.7, y, self.chart.as_of, size, BODY_FONT)
        y, x = y + 5 * scale, sheet.margin
        if any(row.start or row.finish for row in self.chart.rows):
            self._box(x, y - size * 0.3, size * 2.4, size * 0.6, TRACK)
            self._text(x + size * 2.8, y, "建设起止", size, BODY_FONT)
            x += size * 8.4
        if not self.measured:
            return
        for tone, words in [(signs.LEVELS[level], words) for level, words in self.chart.levels] + [(signs.ON_COURSE, "其他")]:
            self._bar(x, y - size * 0.4, size * 2.4, size * 0.8, tone.colour, tone.hatch)
            x += size * 2.8
            if tone.shape:
                self._sign(x + size / 2, y, Sign(tone.shape, INK, tone.colour), size * 0.85)
                x += size * 1.3
            self._text(x, y, words, size, BODY_FONT)
            x += width(words, size) + size * 1.6
        self._text(x, y, "粗条的长度为年度计划投资完成率，全年为100%", size, BODY_FONT)

    def _shown(self, day: date | None) -> bool:
        """Whether a day is of the chart's year."""
        return day is not None and day.year == self.chart.year

    def _text(self, x: float, y: float, text: str, size: float, font: str, across: str = "left", over: bool = False) -> None:
        """``size`` mm; y is the middle of the characters; ``over``: no line is seen behind them."""
        if text:
            self.axes.text(
                x, y, text, fontproperties=self.fonts[font], fontsize=size * POINTS_PER_MM, ha=across, va="center_baseline",
                color=INK, zorder=6, parse_math=False,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.3} if over else None,
            )  # fmt: skip

    def _line(self, x1: float, y1: float, x2: float, y2: float, points: float, colour: str = INK, dashes: tuple[float, float] | None = None) -> None:
        from matplotlib.lines import Line2D

        style = {"dashes": dashes} if dashes else {}
        self.axes.add_line(Line2D((x1, x2), (y1, y2), linewidth=points, color=colour, zorder=4 if dashes else 2, solid_capstyle="butt", **style))

    def _box(self, x: float, y: float, wide: float, high: float, fill: str, edge: str = "none", above: bool = False) -> None:
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((x, y), wide, high, facecolor=fill, edgecolor=edge, linewidth=0.4, zorder=3 if above else 5 if edge != "none" else 1))

    def _bar(self, x: float, y: float, wide: float, high: float, colour: str, hatch: str) -> None:
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle((x, y), wide, high, facecolor=colour, edgecolor=INK, linewidth=0.4, hatch=hatch or None, zorder=3))

    def _sign(self, x: float, y: float, sign: Sign, size: float) -> None:
        self.axes.plot(
            [x], [y], marker=sign.shape, markersize=size * POINTS_PER_MM, markerfacecolor=sign.fill, markeredgecolor=sign.edge,
            markeredgewidth=0.6 * self.sheet.scale, linestyle="none", zorder=5, clip_on=False,
        )  # fmt: skip
