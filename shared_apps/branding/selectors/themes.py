"""The tenant's looks, kept in this process and dropped when any process announces a change."""

import hashlib
from typing import cast

from shared_apps.branding.contracts import Corner, Mode, ThemeInfo, TypeFamily
from shared_apps.branding.models import Theme
from shared_apps.branding.selectors.stylesheet import render_stylesheet
from tenants.broadcast import after_silence, on_announcement
from tenants.local_cache import LocalCache

CHANNEL = "theme"
LIFETIME = 60.0
"""Seconds: the net under a lost announcement."""

_themes: LocalCache[ThemeInfo] = LocalCache(limit=2000, lifetime=LIFETIME)


def get_theme(tenant_id: int) -> ThemeInfo:
    """The looks of a tenant; the product's own where it chose none. One query the first time, none while warm."""
    return _themes.get(tenant_id, lambda: _read(tenant_id))


def find_logo(*, tenant_id: int) -> str | None:
    """The stored file's name, where one was uploaded."""
    return Theme.objects.filter(tenant_id=tenant_id).values_list("logo", flat=True).first() or None


def forget_theme(tenant_id: int, _key: str = "") -> None:
    """Drop what this process remembers of a tenant's looks."""
    _themes.forget(tenant_id)


on_announcement(CHANNEL, forget_theme)
after_silence(_themes.forget_all)


def _read(tenant_id: int) -> ThemeInfo:
    return _view(Theme.objects.filter(tenant_id=tenant_id).first() or Theme(tenant_id=tenant_id))


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
