"""A picture as the files menus show: checked by content, stripped of what it tells, in the widths screens need.

Knows no database: it also runs in processes that have none.
"""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from tenant_apps.catalog.errors import PictureRefusedError

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 50_000_000
WIDTHS = (320, 640, 1280)
_FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    files: dict[int, bytes]
    """WebP by width in pixels."""
    width: int
    height: int
    """Of the largest."""
    colour: str


def encode_picture(*, data: bytes) -> EncodedPicture:
    """Raises PictureRefusedError. A 50-megapixel JPEG is decoded at a quarter of its size: about half a second."""
    return encode_image(_open(data))


def encode_image(image: Image.Image) -> EncodedPicture:
    """Never larger than it came."""
    widths = [width for width in WIDTHS if width <= image.width] or [image.width]
    if image.width > widths[-1] and widths[-1] != WIDTHS[-1]:
        widths.append(image.width)
    files: dict[int, bytes] = {}
    height = 0
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        small = image.resize((width, height), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        small.save(target, "WEBP", quality=82, method=4)
        files[width] = target.getvalue()
    return EncodedPicture(files=files, width=widths[-1], height=height, colour=_dominant(image))


def _open(data: bytes) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise _refused(
            _("The picture is larger than %(limit)d MB.") % {"limit": MAX_BYTES // 1024 // 1024},
            _("Choose a smaller one, or save it with less quality."),
        )
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > MAX_PIXELS or min(image.size) < 16:
            raise _refused(
                _("The picture has %(width)d × %(height)d pixels.") % {"width": image.width, "height": image.height},
                _("Choose one between 320 and 8000 pixels wide."),
            )
        image.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
        upright = ImageOps.exif_transpose(image)
        return _flat(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _refused(_("This is not a picture we can read."), _("Choose a JPEG, PNG or WebP file.")) from None
    except Image.DecompressionBombWarning:
        raise _refused(_("The picture has too many pixels."), _("Choose one up to 8000 pixels wide.")) from None


def _flat(image: Image.Image) -> Image.Image:
    """Pixels only, on white where it was transparent: no EXIF, no profile, no second frame comes along."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    flat = image.convert("RGB")
    flat.info.clear()
    return flat


def _dominant(image: Image.Image) -> str:
    """The commonest of eight colours, for the moment before the picture is there."""
    few = image.resize((64, 64)).quantize(8, method=Image.Quantize.MEDIANCUT)
    counts = few.getcolors() or [(1, 0)]
    palette = few.getpalette() or [0, 0, 0]
    index = max(counts)[1]
    start = (index if isinstance(index, int) else 0) * 3
    red, green, blue = palette[start : start + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _refused(problem: str, remedy: str) -> PictureRefusedError:
    return PictureRefusedError(problem, fields={"picture": [problem]}, remedy=remedy)
