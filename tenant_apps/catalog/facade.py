"""What other rooms may ask of the catalog. Everything runs in the current tenant's context."""

from tenant_apps.catalog.contracts import EightySixed, Menu, MenuChange
from tenant_apps.catalog.selectors.dish_kinds import tell_kind
from tenant_apps.catalog.selectors.eighty_six import list_eighty_sixed
from tenant_apps.catalog.selectors.import_fields import ITEM_FIELDS, SIZE_FIELDS, SIZES_PREFIX
from tenant_apps.catalog.selectors.lookup import lookup_items
from tenant_apps.catalog.selectors.makers import list_makers
from tenant_apps.catalog.selectors.published import get_latest, get_menu, get_snapshot
from tenant_apps.catalog.selectors.search import search_menu
from tenant_apps.catalog.selectors.unpublished import has_unpublished_changes, list_unpublished_changes
from tenant_apps.catalog.selectors.venues import use_directory as use_venue_directory
from tenant_apps.catalog.selectors.wording import ALLERGENS, DIETS, HEAT
from tenant_apps.catalog.services.archive_items import archive_items
from tenant_apps.catalog.services.assign_stations import assign_stations
from tenant_apps.catalog.services.bring_back import bring_back
from tenant_apps.catalog.services.change_items import change_items
from tenant_apps.catalog.services.eighty_six import eighty_six
from tenant_apps.catalog.services.expire_eighty_sixes import expire_eighty_sixes
from tenant_apps.catalog.services.import_menu import import_menu
from tenant_apps.catalog.services.publish_menu import publish_menu
from tenant_apps.catalog.services.save_category import save_category
from tenant_apps.catalog.services.save_group import save_group
from tenant_apps.catalog.services.save_item import save_item
from tenant_apps.catalog.services.save_price_rules import save_price_rules
from tenant_apps.catalog.services.set_listing import set_listing
from tenant_apps.catalog.services.set_picture import set_picture

__all__ = [
    "ALLERGENS",
    "DIETS",
    "HEAT",
    "ITEM_FIELDS",
    "SIZES_PREFIX",
    "SIZE_FIELDS",
    "EightySixed",
    "Menu",
    "MenuChange",
    "archive_items",
    "assign_stations",
    "bring_back",
    "change_items",
    "eighty_six",
    "expire_eighty_sixes",
    "get_menu",
    "get_snapshot",
    "has_unpublished_changes",
    "import_menu",
    "list_eighty_sixed",
    "list_makers",
    "list_unpublished_changes",
    "lookup_items",
    "menu_version",
    "publish_menu",
    "save_category",
    "save_group",
    "save_item",
    "save_price_rules",
    "search_menu",
    "set_listing",
    "set_picture",
    "tell_kind",
    "use_venue_directory",
]


def menu_version(*, venue_id: int) -> tuple[int, str]:
    """(version, etag) of the menu in force, without a query when warm. Raises MenuNotPublishedError."""
    latest = get_latest(venue_id=venue_id)
    return latest.version, latest.etag
