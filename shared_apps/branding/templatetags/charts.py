"""Small charts drawn on the server as SVG: no scripts, our tokens, direct labels. The component adds the table."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WIDTH, HEIGHT, TOP, BOTTOM = 640, 220, 24, 28
WIDEST = 72
"""Of a bar, or of a pair: two hours of a young day are not a wall."""


def _top(points: Sequence[dict[str, Any]]) -> float:
    values = [float(point.get("value") or 0) for point in points] + [float(point.get("base") or 0) for point in points]
    return max(values, default=0.0) or 1.0


def _compares(points: Sequence[dict[str, Any]]) -> bool:
    """Nothing but zeros to compare with is nothing to compare with."""
    return any(float(point.get("base") or 0) for point in points)


def _level(value: Any, top: float) -> float:
    return HEIGHT - BOTTOM - float(value or 0) / top * (HEIGHT - TOP - BOTTOM)


def _shown(index: int, count: int) -> bool:
    """Which labels of the horizontal axis fit: at most about twelve."""
    step = max(1, -(-count // 12))
    return index % step == 0


def _frame(body: SafeString) -> SafeString:
    """Hidden from screen readers: the component says the title and brings the table."""
    floor = HEIGHT - BOTTOM
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" aria-hidden="true">'
        '<line class="chart-grid" x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg>',
        WIDTH, HEIGHT, WIDTH, floor, floor, body,
    )  # fmt: skip


def _axis(points: Sequence[dict[str, Any]], slot: float) -> SafeString:
    return format_html_join(
        "",
        '<text class="chart-tick" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (f"{slot * (index + 0.5):.1f}", HEIGHT - 8, point["label"])
            for index, point in enumerate(points)
            if _shown(index, len(points))
        ),
    )


def _best(points: Sequence[dict[str, Any]], slot: float, top: float) -> SafeString:
    """The highest point, labelled where it stands."""
    index = max(range(len(points)), key=lambda at: float(points[at].get("value") or 0))
    point = points[index]
    across = min(max(slot * (index + 0.5), 40), WIDTH - 40)
    above = min(_level(point.get("value"), top), _level(point.get("base"), top)) - 8
    return format_html(
        '<text class="chart-mark" x="{}" y="{}" text-anchor="middle">{}</text>',
        f"{across:.1f}", f"{above:.1f}", point.get("text") or point.get("value"),
    )  # fmt: skip


def _links(points: Sequence[dict[str, Any]], slot: float) -> SafeString:
    """A bar's whole column can be pressed; keyboards and screen readers find the same links in the table."""
    return format_html_join(
        "",
        '<a class="chart-link" href="{}" tabindex="-1"><title>{}</title>'
        '<rect x="{}" y="0" width="{}" height="{}"/></a>',
        (
            (point["url"], f"{point['label']}: {point.get('text')}", f"{slot * index:.1f}", f"{slot:.1f}", HEIGHT)
            for index, point in enumerate(points)
            if point.get("url")
        ),
    )


@register.simple_tag
def chart_keys(points: Sequence[dict[str, Any]], unit: str, base_label: str) -> SafeString:
    """Which colour is which, where there are two."""
    if not base_label or not _compares(points):
        return SafeString("")
    return format_html(
        '<p class="chart-keys" aria-hidden="true"><span class="chart-key chart-key-base"></span>{}'
        '<span class="chart-key"></span>{}</p>',
        base_label, unit,
    )  # fmt: skip


@register.simple_tag
def bar_chart(points: Sequence[dict[str, Any]]) -> SafeString:
    """Bars, each with a paler one of what it compares with to its left; one with a `url` leads there."""
    if not points:
        return SafeString("")
    slot, top, floor = WIDTH / len(points), _top(points), HEIGHT - BOTTOM
    compares, bars = _compares(points), []
    for index, point in enumerate(points):
        width = min(slot * 0.62, WIDEST)
        left = slot * (index + 0.5) - width / 2
        if compares and point.get("base") is not None:
            # The pair stands where a single bar would: middle over its label.
            bars.append(("chart-base", f"{left:.1f}", _level(point["base"], top), width * 0.48))
            left += width * 0.52
            width *= 0.48
        bars.append(("chart-bar", f"{left:.1f}", _level(point.get("value"), top), width))
    body = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"/>',
        (
            (name, left, f"{level:.1f}", f"{width:.1f}", f"{max(floor - level, 0):.1f}")
            for name, left, level, width in bars
        ),
    )
    return _frame(body + _axis(points, slot) + _best(points, slot, top) + _links(points, slot))


@register.simple_tag
def line_chart(points: Sequence[dict[str, Any]]) -> SafeString:
    """A line, and a dashed one of what it compares with."""
    if not points:
        return SafeString("")
    slot, top = WIDTH / len(points), _top(points)

    def path(key: str) -> str:
        return " ".join(
            f"{slot * (index + 0.5):.1f},{_level(point[key], top):.1f}"
            for index, point in enumerate(points)
            if point.get(key) is not None
        )

    base = (
        format_html('<polyline class="chart-baseline" points="{}"/>', path("base")) if path("base") else SafeString("")
    )
    line = format_html('<polyline class="chart-line" points="{}"/>', path("value"))
    return _frame(base + line + _axis(points, slot) + _best(points, slot, top))
