"""The order in which stations stand on the displays."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Case, Value, When

from tenant_apps.kitchen.models import Station


def order_stations(*, codes: Sequence[str]) -> None:
    """From the first to the last, at every venue. Codes that are not named come after those that are."""
    places = [When(code=code, then=Value(place)) for place, code in enumerate(dict.fromkeys(codes))]
    with transaction.atomic():
        Station.objects.update(position=Case(*places, default=Value(len(places)))) if places else None
