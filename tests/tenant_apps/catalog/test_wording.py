"""One word and one symbol for each thing menus know by code, whoever reads it."""

import re

import pytest
from django.utils import translation

from tenant_apps.catalog.contracts import Allergen, Diet
from tenant_apps.catalog.facade import ALLERGENS, DIETS, HEAT
from tenant_apps.kitchen.office.wording import allergen_names


def test_every_code_has_its_word_and_symbol():
    assert list(ALLERGENS) == list(Allergen), "the fourteen, in the regulation's order"
    assert set(DIETS) == set(Diet)
    assert len(HEAT) == 4
    for named in (*ALLERGENS.values(), *DIETS.values()):
        assert str(named.label)
        assert re.fullmatch(r"[a-z-]+", named.icon)


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_kitchen_reads_what_guests_read(language):
    with translation.override(language):
        assert allergen_names(tuple(ALLERGENS)) == [str(named.label) for named in ALLERGENS.values()]
        assert len({str(named.label) for named in ALLERGENS.values()}) == 14


def test_a_code_from_before_stays_readable():
    assert allergen_names(("milk", "pollen")) == ["Milk", "pollen"]
