"""Give an item its picture, or take it away."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from comanda.kernel.clock import now
from tenant_apps.catalog.errors import ItemNotFoundError
from tenant_apps.catalog.models import Item, MenuSnapshot, Picture
from tenant_apps.catalog.services.save_picture import save_picture


def set_picture(*, item_id: int, data: bytes | None, alt: str = "") -> Picture | None:
    """`data` None takes it away. Raises ItemNotFoundError, PictureRefusedError.

    The former picture's files stay as long as a published menu may show them.
    """
    if not Item.objects.current().filter(pk=item_id).exists():
        raise ItemNotFoundError()
    picture = save_picture(data=data, alt=alt) if data is not None else None
    with transaction.atomic():
        item = Item.objects.current().select_for_update(no_key=True).order_by("pk").filter(pk=item_id).first()
        if item is None:
            raise ItemNotFoundError()
        former = item.picture
        item.picture, item.updated_at = picture, now()
        item.save(update_fields=["picture", "updated_at"])
        if former is not None and not _is_published(former):
            former.delete()
            transaction.on_commit(partial(_remove_files, former.path, tuple(former.widths)), robust=True)
    return picture


def _is_published(picture: Picture) -> bool:
    """Whether any menu was published since it was made: then a snapshot may cite it."""
    return (
        Item.objects.filter(picture=picture).exists()
        or MenuSnapshot.objects.filter(published_at__gte=picture.created_at).exists()
    )


def _remove_files(path: str, widths: tuple[int, ...]) -> None:
    for width in widths:
        default_storage.delete(f"{path}/{width}.webp")
