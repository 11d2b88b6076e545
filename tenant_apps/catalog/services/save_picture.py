"""Keep a picture in the tenant's storage, under a name that no other content will ever have."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from comanda.kernel.ids import base32_id
from tenant_apps.catalog.models import Picture
from tenant_apps.catalog.services.encode_picture import EncodedPicture, encode_picture


def save_picture(*, data: bytes, alt: str = "") -> Picture:
    """What someone uploaded, at once and not in a task: it takes less than a second. Raises PictureRefusedError."""
    return store_picture(encoded=encode_picture(data=data), alt=alt)


def store_picture(*, encoded: EncodedPicture, alt: str = "") -> Picture:
    path = f"menu/{base32_id(16)}"
    for width, data in encoded.files.items():
        default_storage.save(f"{path}/{width}.webp", ContentFile(data))
    return Picture.objects.create(
        path=path,
        widths=sorted(encoded.files),
        width=encoded.width,
        height=encoded.height,
        colour=encoded.colour,
        alt=alt.strip()[:200],
    )
