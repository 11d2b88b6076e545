"""A tenant's icon for browser tabs and home screens: its logo, or its initial on the brand colour."""

import io
from functools import lru_cache

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

from comanda.kernel.colour import ink_for
from shared_apps.branding.contracts import ThemeInfo
from shared_apps.branding.models import Theme

SIZES = (64, 180, 192, 512)
"""Pixels: tab, Apple's home screen, manifest."""


def draw_icon(*, theme: ThemeInfo, name: str, size: int) -> bytes:
    """A square PNG with a quarter of room around the sign, so that round masks cut nothing. In the tenant's context."""
    return _drawn(theme.tenant_id, theme.version, theme.brand, bool(theme.logo_url), name[:1].upper() or "·", size)


@lru_cache(maxsize=256)
def _drawn(tenant_id: int, _version: str, brand: str, has_logo: bool, letter: str, size: int) -> bytes:
    canvas = Image.new("RGB", (size, size), "#ffffff" if has_logo else brand)
    if not has_logo or not _paste_logo(canvas, tenant_id, size):
        _write(canvas, letter, brand, size)
    out = io.BytesIO()
    canvas.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _paste_logo(canvas: Image.Image, tenant_id: int, size: int) -> bool:
    name = Theme.objects.filter(tenant_id=tenant_id).values_list("logo", flat=True).first()
    if not name or not default_storage.exists(name):
        return False
    with default_storage.open(name) as stored:
        logo = Image.open(stored).convert("RGBA")
    logo.thumbnail((round(size * 0.75), round(size * 0.75)))
    canvas.paste(logo, ((size - logo.width) // 2, (size - logo.height) // 2), logo)
    return True


def _write(canvas: Image.Image, letter: str, brand: str, size: int) -> None:
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((0, 0, size, size), fill=brand)
    font = ImageFont.load_default(round(size * 0.58))
    draw.text((size / 2, size / 2), letter, fill=ink_for(brand), font=font, anchor="mm")
