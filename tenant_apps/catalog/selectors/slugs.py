"""Addresses made from names."""

from django.db.models import Model
from django.utils.text import slugify


def free_slug(model: type[Model], name: str, *, keep: int | None = None, taken: set[str] | None = None) -> str:
    """`margherita`, or `margherita-2` where that is taken. `keep`: the row whose own slug does not count.

    `taken` holds the slugs in use where many are made at once; the new one is added to it.
    """
    base = slugify(name)[:80] or "item"
    if taken is None:
        rows = model._default_manager.filter(slug__startswith=base).exclude(pk=keep)
        taken = set(rows.values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    taken.add(slug)
    return slug
