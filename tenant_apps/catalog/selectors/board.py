"""The draft as the menu page shows it: headings with their items, prices, and what is off at the venue."""

from collections import defaultdict
from dataclasses import dataclass, field

from tenant_apps.catalog.contracts import EightySixed, MenuVenue
from tenant_apps.catalog.models import Category, Item, Listing
from tenant_apps.catalog.querysets import ItemQuerySet
from tenant_apps.catalog.selectors.content import image_of, picture_content
from tenant_apps.catalog.selectors.eighty_six import list_eighty_sixed
from tenant_apps.catalog.selectors.search import fold


@dataclass(slots=True)
class Row:
    """One item on the menu page."""

    item: Item
    thumb: str
    colour: str
    group_count: int
    off: EightySixed | None
    is_sold: bool
    words: str
    """Folded text the search on the page looks into, besides what the row shows: its name, code and description."""


@dataclass(slots=True)
class Section:
    category: Category | None
    """None: extras, sold only as choices."""
    rows: list[Row] = field(default_factory=list)


def _items() -> ItemQuerySet:
    return (
        Item.objects.current()
        .select_related("picture")
        .prefetch_related("sizes", "group_links", "item_ingredients__ingredient")
        .order_by("position", "pk")
    )


def list_sections(*, venue: MenuVenue | None) -> list[Section]:
    """All headings, empty ones too, then extras if there are any; seven queries."""
    sections = {category.pk: Section(category) for category in Category.objects.all()}
    extras = Section(None)
    context = _Context(venue)
    for item in _items():
        section = extras if item.category_id is None else sections[item.category_id]
        section.rows.append(context.row(item))
    return [*sections.values(), *([extras] if extras.rows else [])]


def find_row(*, item_id: int, venue: MenuVenue | None) -> Row | None:
    item: Item | None = _items().filter(pk=item_id).first()
    return _Context(venue).row(item) if item is not None else None


class _Context:
    def __init__(self, venue: MenuVenue | None) -> None:
        self.off: dict[int, EightySixed] = {}
        self.listings: dict[int, bool] = defaultdict(bool)
        if venue is not None:
            self.off = {row.item_id: row for row in list_eighty_sixed(venue_id=venue.id)}
            self.listings = dict(Listing.objects.filter(venue_id=venue.id).values_list("item_id", "is_sold"))

    def row(self, item: Item) -> Row:
        image = image_of(picture_content(item.picture, item.name))
        ingredients = [link.ingredient.name for link in item.item_ingredients.all()]
        codes = [size.code for size in item.sizes.all()]
        return Row(
            item=item,
            thumb=image.sources[min(image.sources)] if image else "",
            colour=image.colour if image else "",
            group_count=len(item.group_links.all()),
            off=self.off.get(item.pk),
            is_sold=self.listings.get(item.pk, item.is_active),
            words=fold(" ".join([*codes, *ingredients])),
        )
