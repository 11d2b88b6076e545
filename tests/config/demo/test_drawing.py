"""Dishes drawn from their words, and given to those that have no picture."""

import io
from decimal import Decimal

from PIL import Image

from comanda.config.demo.draw_pictures import draw_pictures
from comanda.config.demo.drawing.paint_dish import HANDS, paint_dish
from tenant_apps.catalog.contracts import CategoryDraft, GroupDraft, ItemDraft, LinkDraft, OptionDraft, SizeDraft
from tenant_apps.catalog.facade import publish_menu, save_category, save_group, save_item, set_picture
from tenant_apps.catalog.models import Item
from tenant_apps.catalog.selectors.dish_words import DishKind
from tenant_apps.venues.contracts import NewVenue
from tenant_apps.venues.facade import open_venue


def test_every_kind_has_a_hand_that_draws_it():
    assert set(HANDS) == set(DishKind)


def test_the_same_words_draw_the_same_dish_and_others_another():
    one = paint_dish(name="Diavola", category="Pizza", ingredients=["Tomato", "Spicy salami"])
    again = paint_dish(name="Diavola", category="Pizza", ingredients=["Tomato", "Spicy salami"])
    assert again.tobytes() == one.tobytes()
    other = paint_dish(name="Ortolana", category="Pizza", ingredients=["Zucchini", "Peppers"])
    assert other.tobytes() != one.tobytes()
    assert one.size == (1280, 960)
    assert len(one.resize((64, 48)).getcolors(4096) or ()) > 300


def test_dishes_without_a_picture_are_drawn_in_other_processes(as_tenant_a):
    venue = open_venue(new=NewVenue(name="Centro", city="Milano"))
    pizza = save_category(draft=CategoryDraft(name="Pizza"))
    extras = save_group(draft=GroupDraft(name="Extras", options=(OptionDraft(name="Burrata"),)))
    links = (LinkDraft(group_id=extras, minimum=0, maximum=1),)
    for name in ("Margherita", "Marinara"):
        save_item(draft=ItemDraft(name=name, category_id=pizza, sizes=(SizeDraft(price=Decimal(7)),), groups=links))
    shown = save_item(draft=ItemDraft(name="Diavola", category_id=pizza, sizes=(SizeDraft(price=Decimal(9)),)))
    mine = set_picture(item_id=shown, data=_photograph())
    assert draw_pictures() == 2
    assert draw_pictures() == 0
    items = publish_menu(venue_id=venue.id).items
    assert all(item.image and set(item.image.sources) == {320, 640, 1280} for item in items.values())
    assert Item.objects.get(pk=shown).picture == mine
    assert not Item.objects.filter(category=None, picture__isnull=False).exists()


def _photograph() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (1600, 1200), "#c0392b").save(target, "JPEG")
    return target.getvalue()
