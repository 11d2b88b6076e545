"""Does the draft differ from what guests see, and in what?"""

import orjson
from django.utils.translation import get_language

from tenant_apps.catalog.contracts import MenuChange
from tenant_apps.catalog.models import MenuSnapshot
from tenant_apps.catalog.selectors.changes import list_changes
from tenant_apps.catalog.selectors.content import encode
from tenant_apps.catalog.selectors.draft import MenuDraft
from tenant_apps.catalog.selectors.venues import get_venue


def has_unpublished_changes(*, venue_id: int) -> bool:
    """Compares contents, not dates: an edit taken back is no change."""
    content = MenuDraft(venue_id=venue_id, currency=get_venue(venue_id=venue_id).currency).content()
    latest = MenuSnapshot.objects.filter(venue_id=venue_id).order_by("-version").values_list("etag", flat=True).first()
    return bool(content["items"]) if latest is None else encode(content)[1] != latest


def list_unpublished_changes(*, venue_id: int) -> tuple[MenuChange, ...]:
    """The difference in words, in the reader's language."""
    after = MenuDraft(venue_id=venue_id, currency=get_venue(venue_id=venue_id).currency).content()
    latest = MenuSnapshot.objects.filter(venue_id=venue_id).order_by("-version").first()
    if latest is not None and latest.etag == encode(after)[1]:
        return ()
    before = orjson.loads(bytes(latest.content)) if latest is not None else None
    # Through JSON, so that both sides are spelled alike.
    return list_changes(before=before, after=orjson.loads(encode(after)[0]), language=get_language() or "en")
