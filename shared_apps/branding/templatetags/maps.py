"""A small map drawn on the server as SVG: where from, where to, and the area around. No tiles, no scripts, no outside
service; what it shows is said in words beside it as well."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from shared_apps.branding.selectors.plan import Plan, Point, plan_around

register = template.Library()

WIDTH, HEIGHT, EDGE = 420, 220, 32
STEPS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50)


@register.simple_tag
def route_map(start: Point, end: Point, area: Sequence[Point] = (), label: str = "") -> SafeString:
    """From `start` (a venue) to `end` (a door), inside `area`; `label` is read aloud instead of the drawing."""
    plan = plan_around([start, end], width=WIDTH, height=HEIGHT, edge=EDGE, surroundings=area)
    (x1, y1), (x2, y2) = plan.place(start), plan.place(end)
    return format_html(
        '<svg class="route-map" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}'
        '<path class="route-way" d="M{} {}Q{} {} {} {}"/>{}{}{}</svg>',
        WIDTH, HEIGHT, label, _grid(plan), _outline(plan, area),
        _n(x1), _n(y1), *_bend(x1, y1, x2, y2), _n(x2), _n(y2),
        _pin("route-start", x1, y1), _pin("route-end", x2, y2), _ruler(plan),
    )  # fmt: skip


def _grid(plan: Plan) -> SafeString:
    """A line every step of the ruler, so that distances can be guessed."""
    gap = _step(plan) * plan.scale
    across = [WIDTH / 2 + gap * n for n in range(-20, 21) if 0 < WIDTH / 2 + gap * n < WIDTH]
    down = [HEIGHT / 2 + gap * n for n in range(-20, 21) if 0 < HEIGHT / 2 + gap * n < HEIGHT]
    lines = "".join([*(f"M{_n(x)} 0V{HEIGHT}" for x in across), *(f"M0 {_n(y)}H{WIDTH}" for y in down)])
    return format_html('<path class="route-grid" d="{}"/>', lines)


def _outline(plan: Plan, area: Sequence[Point]) -> SafeString:
    if len(area) < 3:
        return SafeString("")
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in map(plan.place, area))
    return format_html('<polygon class="route-area" points="{}"/>', corners)


def _bend(x1: float, y1: float, x2: float, y2: float) -> tuple[str, str]:
    """The way bows a little, so that it is not taken for a street."""
    return _n((x1 + x2) / 2 + (y2 - y1) * 0.18), _n((y1 + y2) / 2 - (x2 - x1) * 0.18)


def _pin(kind: str, x: float, y: float) -> SafeString:
    return format_html('<circle class="{}" cx="{}" cy="{}" r="8"/>', kind, _n(x), _n(y))


def _ruler(plan: Plan) -> SafeString:
    step = _step(plan)
    text = f"{step:g} km" if step >= 1 else f"{step * 1000:g} m"
    return format_html(
        '<path class="route-ruler" d="M12 {y}v5h{w}v-5"/><text class="route-text" x="12" y="{t}">{text}</text>',
        y=HEIGHT - 16, w=_n(step * plan.scale), t=HEIGHT - 21, text=text,
    )  # fmt: skip


def _step(plan: Plan) -> float:
    """The longest round distance that takes at most a fifth of the width."""
    return max((step for step in STEPS_KM if step * plan.scale <= WIDTH / 5), default=STEPS_KM[0])


def _n(value: float) -> str:
    return f"{value:.1f}"
