"""A fee is called in the reader's language; a dish as it was sold."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from tenant_apps.pricing.contracts import LineKind
from tenant_apps.pricing.facade import line_name


@pytest.mark.parametrize(
    ("kind", "sold_as", "read_as"),
    [
        (LineKind.DELIVERY_FEE, "Delivery", "Consegna"),
        (LineKind.TIP, "Tip for the team", "Mancia per la squadra"),
        (LineKind.ITEM, "Delivery", "Delivery"),
        (LineKind.DISCOUNT, "Ten off", "Ten off"),
    ],
)
def test_whoever_ordered_in_english_is_read_in_italian(kind, sold_as, read_as):
    with override("it"):
        assert line_name(SimpleNamespace(kind=kind.value, name=sold_as)) == read_as
