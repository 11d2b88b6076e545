"""The tenant's looks, kept in this process and dropped when any process announces a change."""

import hashlib
import time
from typing import cast

from shared_apps.branding.contracts import Corner, Mode, ThemeInfo, TypeFamily
from shared_apps.branding.models import Theme
from shared_apps.branding.selectors.stylesheet import render_stylesheet
from tenants.broadcast import after_silence, on_announcement

CHANNEL = "theme"
LIFETIME = 60.0
"""Seconds: the net under a lost announcement."""

_themes: dict[int, tuple[float, ThemeInfo]] = {}
_changes: dict[int, int] = {}
"""How often a theme was forgotten: a reader that began before a change must not store what it read."""
_LIMIT = 2000


def get_theme(tenant_id: int) -> ThemeInfo:
    """The looks of a tenant; the product's own where it chose none. One query the first time, none while warm."""
    kept = _themes.get(tenant_id)
    if kept is not None and kept[0] > time.monotonic():
        return kept[1]
    change = _changes.get(tenant_id, 0)
    found = _view(Theme.objects.filter(tenant_id=tenant_id).first() or Theme(tenant_id=tenant_id))
    if len(_themes) >= _LIMIT:
        _themes.clear()
    if _changes.get(tenant_id, 0) == change:
        _themes[tenant_id] = (time.monotonic() + LIFETIME, found)
    return found


def forget_theme(tenant_id: int, _key: str = "") -> None:
    """Drop what this process remembers of a tenant's looks."""
    _changes[tenant_id] = _changes.get(tenant_id, 0) + 1
    _themes.pop(tenant_id, None)


on_announcement(CHANNEL, forget_theme)
after_silence(_themes.clear)


def _view(theme: Theme) -> ThemeInfo:
    stylesheet = render_stylesheet(brand=theme.brand, accent=theme.accent, family=theme.family, corner=theme.corner)
    version = hashlib.sha256(f"{stylesheet}{theme.mode}{theme.logo}".encode()).hexdigest()[:12]
    return ThemeInfo(
        tenant_id=theme.tenant_id,
        brand=theme.brand,
        accent=theme.accent,
        family=cast(TypeFamily, theme.family),
        corner=cast(Corner, theme.corner),
        mode=cast(Mode, theme.mode),
        logo_url=f"/theme/logo.webp?v={version}" if theme.logo else "",
        logo_width=theme.logo_width,
        logo_height=theme.logo_height,
        stylesheet=stylesheet,
        version=version,
    )
