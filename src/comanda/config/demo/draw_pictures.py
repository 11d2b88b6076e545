"""Draw a picture for every dish that has none, on all cores."""

import multiprocessing
import os
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor

from comanda.config.demo.drawing.encode_dish import Words, encode_dish
from comanda.kernel.clock import now
from tenant_apps.catalog.models import Item
from tenant_apps.catalog.services.save_picture import store_picture


def draw_pictures(*, item_ids: Collection[int] | None = None) -> int:
    """How many were drawn; about a second of one core each. Dishes without a heading are extras and get none."""
    items = Item.objects.current().filter(picture=None, category__isnull=False).select_related("category")
    if item_ids is not None:
        items = items.filter(pk__in=item_ids)
    waiting = list(items.prefetch_related("item_ingredients__ingredient"))
    if not waiting:
        return 0
    words = [_words(item) for item in waiting]
    # Fresh processes: a fork would share this one's connections to the database.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(waiting)), mp_context=fresh) as pool:
        for item, encoded in zip(waiting, pool.map(encode_dish, words), strict=True):
            picture = store_picture(encoded=encoded, alt=item.name)
            Item.objects.filter(pk=item.pk).update(picture=picture, updated_at=now())
    return len(waiting)


def _words(item: Item) -> Words:
    ingredients = tuple(row.ingredient.name for row in item.item_ingredients.all())
    return item.name, item.category.name if item.category else "", ingredients
