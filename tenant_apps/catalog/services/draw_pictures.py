"""Draw a picture for every dish that has none, on all cores."""

import multiprocessing
import os
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor

from django.utils.translation import gettext as _

from comanda.kernel.clock import now
from comanda.kernel.tabular import Progress, no_progress
from tenant_apps.catalog.models import Item
from tenant_apps.catalog.services.draw_dish import Words, encode_dish
from tenant_apps.catalog.services.save_picture import store_picture


def draw_pictures(*, item_ids: Collection[int] | None = None, progress: Progress = no_progress) -> int:
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
        for count, (item, encoded) in enumerate(zip(waiting, pool.map(encode_dish, words), strict=True), start=1):
            picture = store_picture(encoded=encoded, alt=item.name)
            Item.objects.filter(pk=item.pk).update(picture=picture, updated_at=now())
            progress(count, len(waiting), _("Drawing"))
    return len(waiting)


def _words(item: Item) -> Words:
    ingredients = tuple(row.ingredient.name for row in item.item_ingredients.all())
    return item.name, item.category.name if item.category else "", ingredients
