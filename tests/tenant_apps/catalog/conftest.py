"""A venue for each tenant under the same slug, and a small menu worth publishing."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from shared_apps.accounts.facade import create_user
from shared_apps.accounts.models import User
from tenant_apps.catalog.contracts import (
    CategoryDraft,
    GroupDraft,
    ItemDraft,
    LinkDraft,
    OptionDraft,
    SizeDraft,
)
from tenant_apps.catalog.facade import save_category, save_group, save_item
from tenant_apps.team.contracts import Role
from tenant_apps.team.models import StaffMember
from tenant_apps.venues.contracts import NewVenue, VenueInfo
from tenant_apps.venues.facade import open_venue
from tenants.context import TenantRef, use_tenant


@pytest.fixture
def venue_a(db, tenant_a: TenantRef) -> VenueInfo:
    with use_tenant(tenant_a):
        return open_venue(new=NewVenue(name="Centro", city="Milano"))


@pytest.fixture
def venue_b(db, tenant_b: TenantRef) -> VenueInfo:
    with use_tenant(tenant_b):
        return open_venue(new=NewVenue(name="Centro", city="London"))


def fill_menu(*, prefix: str = "") -> dict[str, int]:
    """Two headings, three items, one group of extras; ids by name, in the current tenant."""
    pizza = save_category(draft=CategoryDraft(name=f"{prefix}Pizza", station="pizza"))
    drinks = save_category(draft=CategoryDraft(name=f"{prefix}Drinks", tax_category="soft_drink"))
    extras = save_group(
        draft=GroupDraft(
            name="Extras",
            options=(
                OptionDraft(name="Burrata", price=Decimal("3.00")),
                OptionDraft(name="Olives", price=Decimal("1")),
            ),
        )
    )
    margherita = save_item(
        draft=ItemDraft(
            name=f"{prefix}Margherita",
            category_id=pizza,
            description="Tomato, mozzarella, basil.",
            code=f"{prefix}marg",
            ingredients=("Tomato", "Mozzarella", "Basil"),
            allergens=("gluten", "milk"),
            diets=("vegetarian",),
            sizes=(
                SizeDraft(name="Classic", price=Decimal("8.50"), code=f"{prefix}marg_c"),
                SizeDraft(name="Family", price=Decimal("15.00"), code=f"{prefix}marg_f", scale=Decimal(2)),
            ),
            groups=(LinkDraft(group_id=extras, minimum=0, maximum=3, included=1),),
        )
    )
    marinara = save_item(
        draft=ItemDraft(name=f"{prefix}Marinara", category_id=pizza, sizes=(SizeDraft(price=Decimal("7")),))
    )
    cola = save_item(draft=ItemDraft(name=f"{prefix}Cola", category_id=drinks, sizes=(SizeDraft(price=Decimal("3")),)))
    return {
        "pizza": pizza,
        "drinks": drinks,
        "extras": extras,
        "margherita": margherita,
        "marinara": marinara,
        "cola": cola,
    }


@pytest.fixture
def menu_a(as_tenant_a: TenantRef, venue_a: VenueInfo) -> dict[str, int]:
    """The test runs in Alfa's context, with a draft to work on."""
    return fill_menu()


SignIn = Callable[..., int]


@pytest.fixture
def sign_in() -> SignIn:
    def sign(client: Client, tenant: TenantRef, role: Role, venue_ids: list[int] | None = None) -> int:
        with use_tenant(tenant):
            user_id = create_user(email=f"{role}@example.com", password=None, name=role.title(), verified=True)
            StaffMember.objects.create(user_id=user_id, name=role.title(), role=role, venue_ids=venue_ids)
            client.force_login(User.objects.get(pk=user_id))
            return user_id

    return sign


@pytest.fixture
def manager_a(client_a: Client, tenant_a: TenantRef, sign_in: SignIn) -> Client:
    sign_in(client_a, tenant_a, Role.MANAGER)
    return client_a
