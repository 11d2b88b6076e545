"""Change how a tenant looks, everywhere at once."""

from django.db import transaction

from shared_apps.branding.contracts import Corner, Mode, ThemeInfo, TypeFamily
from shared_apps.branding.models import Theme
from shared_apps.branding.selectors.themes import CHANNEL, forget_theme, get_theme
from tenants.broadcast import announce


def save_theme(
    *,
    tenant_id: int,
    brand: str,
    accent: str,
    family: TypeFamily = "figtree",
    corner: Corner = "soft",
    mode: Mode = "auto",
    logo: tuple[str, int, int] | None = None,
) -> ThemeInfo:
    """Save and announce.

    Colours as `#rrggbb`; `logo` as store_logo() returned it, ("", 0, 0) removes it, None keeps what is there.
    """
    values: dict[str, str | int] = {"brand": brand, "accent": accent, "family": family, "corner": corner, "mode": mode}
    if logo is not None:
        values |= {"logo": logo[0], "logo_width": logo[1], "logo_height": logo[2]}
    with transaction.atomic(using="control"):
        Theme.objects.update_or_create(tenant_id=tenant_id, defaults=values)
        transaction.on_commit(lambda: announce(CHANNEL, tenant_id=tenant_id), using="control")
    forget_theme(tenant_id)
    return get_theme(tenant_id=tenant_id)
