"""Take an uploaded logo: check it by its content, draw it anew, keep it in the tenant's own storage."""

import hashlib
import io
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from shared_apps.branding.errors import LogoRefusedError

MAX_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 25_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
HEIGHT = 128
MAX_WIDTH = 640


def store_logo(*, upload: IO[bytes]) -> tuple[str, int, int]:
    """(name in storage, width, height) in pixels. Runs in the tenant's context. Raises LogoRefusedError.

    Whatever hides in the file (metadata, scripts, a second file) does not survive the redrawing.
    """
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _refused(_("The logo is larger than 2 MB."), _("Save it smaller, or as a PNG without a photo in it."))
    picture = _open(data)
    width = min(MAX_WIDTH, max(1, round(picture.width * HEIGHT / picture.height)))
    drawn = picture.convert("RGBA").resize((width, HEIGHT), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    drawn.save(out, format="WEBP", quality=90, method=4)
    content = out.getvalue()
    wanted = f"branding/logo-{hashlib.sha256(content).hexdigest()[:16]}.webp"
    name = wanted if default_storage.exists(wanted) else default_storage.save(wanted, ContentFile(content))
    return name, width, HEIGHT


def _open(data: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise _refused(_("The logo has too many pixels."), _("Save it at most 5000 pixels wide."))
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise _refused(_("This file is no picture we can read."), _("Send a PNG, JPEG or WebP file.")) from error
    return picture


def _refused(message: str, remedy: str) -> LogoRefusedError:
    return LogoRefusedError(message, code="logo_refused", fields={"logo": [f"{message} {remedy}"]}, remedy=remedy)
