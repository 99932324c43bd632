"""Plots as SVG, made on the server: they print, need no script, and say their figures to a screen reader."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

WIDE, NARROW, HEIGHT = 1080, 520, 220  # about as many pixels as they take on a laptop: text keeps its size
PHONE = 380  # and on a phone
NAMES = {WIDE: 300, PHONE: 215}  # room for the names of bars
LEFT, TOP, BOTTOM = 44, 10, 26
CHANNELS = ("web", "sms")
DATE_LABELS = 6

# every value goes in by format(), which escapes it
SVG = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
RECTANGLE = Markup('<rect class="s{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/>')
LINE = Markup('<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>')
TEXT = Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>')
TITLED = Markup("<g><title>{}</title>{}</g>")


def days(by_day: Mapping[str, Mapping[str, int]], width: int = WIDE) -> Markup:
    """Plot messages a day, a column a day, one colour a channel."""
    stacks = [(day, [by_day[day].get(channel, 0) for channel in CHANNELS]) for day in sorted(by_day)]
    every = max(1, math.ceil(len(stacks) / DATE_LABELS))
    labels = {number: _short(day) for number, (day, _) in enumerate(stacks) if number % every == 0}
    titles = [f"{_short(day)}: {web} web, {sms} text" for day, (web, sms) in stacks]
    return _columns([values for _, values in stacks], labels, titles, "Messages a day, web and text", width)


def hours(by_hour: Mapping[int, int], width: int = NARROW) -> Markup:
    """Plot messages by the hour of the day."""
    values = [[by_hour.get(hour, 0)] for hour in range(24)]
    labels = {hour: f"{hour % 12 or 12} {'am' if hour < 12 else 'pm'}" for hour in range(0, 24, 4)}  # noqa: PLR2004
    titles = [f"{hour}:00 to {hour + 1}:00: {count}" for hour, (count,) in enumerate(values)]
    return _columns(values, labels, titles, "Messages by hour of the day", width)


def _columns(
    stacks: Sequence[Sequence[int]], labels: Mapping[int, str], titles: Sequence[str], name: str, width: int
) -> Markup:
    top = _round_up(max((sum(stack) for stack in stacks), default=0))
    plot_height = HEIGHT - TOP - BOTTOM
    step = (width - LEFT) / max(1, len(stacks))
    parts = [_grid(top, plot_height, width)]
    for number, stack in enumerate(stacks):
        x, y = LEFT + number * step, float(TOP + plot_height)
        rectangles = Markup("")
        for series, value in enumerate(stack):
            tall = plot_height * value / top
            y -= tall
            if value:
                rectangles += _rectangle(x + step * 0.12, y, step * 0.76, tall, series)
        parts.append(TITLED.format(titles[number], rectangles))
        if number in labels:
            anchor = "middle" if step > 24 or number else "start"  # noqa: PLR2004
            parts.append(TEXT.format("axis", x + step / 2, HEIGHT - 6, anchor, labels[number]))
    return SVG.format(width, HEIGHT, name, Markup("").join(parts))


def _rectangle(x: float, y: float, wide: float, tall: float, series: int) -> Markup:
    return RECTANGLE.format(series, x, y, wide, tall)


def _grid(top: int, plot_height: float, width: int) -> Markup:
    lines = Markup("")
    for part in (0.0, 0.5, 1.0):
        y = TOP + plot_height * (1 - part)
        lines += LINE.format(LEFT, width, y, y)
        lines += TEXT.format("axis", LEFT - 6, y + 4, "end", f"{round(top * part):,}")
    return lines


def bars(counted: Sequence[tuple[str, int]], width: int = NARROW) -> Markup:
    """Plot counts by name, as lying bars."""
    label_width, row = NAMES.get(width, 170), 28
    top = max((count for _, count in counted), default=0) or 1
    parts = []
    for number, (name, count) in enumerate(counted):
        y, wide = number * row, (width - label_width - 60) * count / top
        parts.append(TEXT.format("name", label_width - 10, y + 18, "end", name))
        parts.append(_rectangle(label_width, y + 5, max(wide, 1), 18, 0))
        parts.append(TEXT.format("axis", label_width + wide + 8, y + 18, "start", f"{count:,}"))
    return SVG.format(width, row * max(1, len(counted)), "Counts by name", Markup("").join(parts))


def share(counted: Sequence[tuple[str, int]]) -> Markup:
    """Plot the parts of a whole as one divided bar."""
    whole = sum(count for _, count in counted) or 1
    x, parts = 0.0, []
    for series, (name, count) in enumerate(counted):
        wide = NARROW * count / whole
        title = f"{name}: {count:,} ({count / whole:.0%})"
        parts.append(TITLED.format(title, _rectangle(x, 0, max(wide - 2, 0.5), 26, series)))
        x += wide
    return SVG.format(NARROW, 26, "Parts of the whole", Markup("").join(parts))


def _round_up(value: int) -> int:
    """Return the next number that reads well on an axis."""
    if value <= 4:  # noqa: PLR2004
        return 4
    power = int(10 ** (len(str(value)) - 1))
    return next(power * step // 2 for step in (2, 3, 4, 6, 8, 10, 12, 16, 20) if power * step // 2 >= value)


def _short(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when:%b} {when.day}"
