"""Extraction finds every way a text is marked; the catalog keeps its translations and is judged honestly."""

from pathlib import Path

import polib
import pytest

from comanda.config.messages.catalog import merge, problems
from comanda.config.messages.extract import extract

PYTHON = """
from django.utils.translation import gettext as _t, gettext_lazy as _, ngettext, pgettext
a = _t("Ready")
b = _("Closed %(day)s")
c = ngettext("%(n)d order", "%(n)d orders", 3)
d = pgettext("verb", "Order")
e = not_ours("Never")
"""
TEMPLATE = """
<h1>{% trans "Menu" %}</h1>
{% if x %}
  <p title="{% translate 'Basket' %}">{% blocktrans trimmed count n=n %}
    One dish
  {% plural %}
    {{ n }} dishes
  {% endblocktrans %}</p>
{% endif %}
{{ _("Unbalanced ( here") }}
<p>It's {% blocktrans with name=x.name %}Hello {{ name }}{% endblocktrans %}</p>
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    room = tmp_path / "tenant_apps" / "catalog"
    room.mkdir(parents=True)
    (room / "words.py").write_text(PYTHON)
    (room / "page.html").write_text(TEMPLATE)
    return tmp_path


def test_everything_marked_is_found(root: Path) -> None:
    found = extract(root)
    assert set(found) == {
        (None, "Ready"),
        (None, "Closed %(day)s"),
        (None, "%(n)d order"),
        ("verb", "Order"),
        (None, "Menu"),
        (None, "Basket"),
        (None, "One dish"),
        (None, "Unbalanced ( here"),
        (None, "Hello %(name)s"),
    }
    assert found[(None, "One dish")].plural == "%(n)s dishes"
    assert found[(None, "Ready")].files == {"tenant_apps/catalog/words.py"}


def test_translations_are_kept_and_leftovers_dropped(root: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "django.po"
    first = merge(catalog, extract(root), language="it")
    first.find("Menu").msgstr = "Menù"
    first.append(polib.POEntry(msgid="Gone", msgstr="Via"))
    first.save(str(catalog))
    second = merge(catalog, extract(root), language="it")
    assert second.find("Menu").msgstr == "Menù"
    assert second.find("Gone") is None


def test_the_same_sources_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "django.po"
    merge(catalog, extract(root), language="it").save(str(catalog))
    before = catalog.read_bytes()
    merge(catalog, extract(root), language="it").save(str(catalog))
    assert catalog.read_bytes() == before


def test_problems_are_told(root: Path, tmp_path: Path) -> None:
    catalog = tmp_path / "django.po"
    merged = merge(catalog, extract(root), language="it")
    for entry in merged:
        entry.msgstr = entry.msgid
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    merged.save(str(catalog))
    assert list(problems(catalog, extract(root))) == []
    merged.find("Closed %(day)s").msgstr = "Chiuso %(giorno)s"
    merged.find("Ready").msgstr = ""
    merged.save(str(catalog))
    assert sorted(problems(catalog, extract(root))) == ["not translated: Ready", "placeholders differ: Closed %(day)s"]
    (root / "tenant_apps" / "catalog" / "words.py").write_text('from x import gettext\ngettext("New")\n')
    assert "not in the catalog (run make messages): New" in set(problems(catalog, extract(root)))
