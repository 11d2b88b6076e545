"""Each rule of the house, shown to catch what it is there for and to let the right way pass."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpResponse
from django.test.utils import isolate_apps
from django.views import View

from comanda.config.product_map.addresses import Address, demands_of
from comanda.kernel.access import requires
from tests.architecture.rules import foreign_keys, guards, import_contracts, sources, templates
from tests.architecture.rules.rooms import height


@pytest.fixture
def module(tmp_path: Path):
    def write(text: str, name: str = "place_order.py") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


def key_from(source: str, target: type[models.Model], **options: object) -> list[str]:
    """The verdict on a model that lives in the app `source` and points at `target`."""
    label = source.rsplit(".", maxsplit=1)[-1]
    with isolate_apps(
        "tenant_apps.catalog", "tenant_apps.ordering", "tenant_apps.venues", "shared_apps.branding", "tenants"
    ):
        body = {
            "__module__": f"{source}.models",
            "Meta": type("Meta", (), {"app_label": label}),
            "target": models.ForeignKey(target, on_delete=models.CASCADE, **options),
        }
        pointing = type("Pointing", (models.Model,), body)
    return foreign_keys.violations([pointing])


def model_of(label: str) -> type[models.Model]:
    from_app = foreign_keys.apps.get_app_config(label)
    return next(iter(from_app.get_models()))


def test_heights_follow_the_tiers() -> None:
    order = ["comanda.kernel.outbox", "tenants", "shared_apps.audit", "tenant_apps.catalog", "tenant_apps.pricing"]
    order += ["tenant_apps.ordering", "tenant_apps.kitchen", "tenant_apps.storefront", "comanda.config"]
    assert [height(name) for name in order] == sorted({height(name) for name in order})
    assert height("tenant_apps.venues") == height("tenant_apps.catalog")
    assert height("django.contrib.auth") is None


def test_key_down_without_reverse_name_passes() -> None:
    assert key_from("tenant_apps.ordering", model_of("catalog"), related_name="+") == []


def test_key_up_is_caught() -> None:
    assert any(
        "not below" in found for found in key_from("tenant_apps.catalog", model_of("ordering"), related_name="+")
    )


def test_key_to_a_sibling_is_caught() -> None:
    assert any("not below" in found for found in key_from("tenant_apps.catalog", model_of("venues"), related_name="+"))


def test_reverse_name_across_apps_is_caught() -> None:
    assert any("related_name" in found for found in key_from("tenant_apps.ordering", model_of("catalog")))
    assert any(
        "related_name" in found for found in key_from("tenant_apps.ordering", ContentType, related_name="orders")
    )


def test_key_from_tenant_to_public_is_caught() -> None:
    found = key_from("tenant_apps.ordering", model_of("tenants"), related_name="+")
    assert any("public one" in problem for problem in found)


def test_key_from_public_to_tenant_is_caught() -> None:
    found = key_from("shared_apps.branding", model_of("catalog"), related_name="+")
    assert any("in a tenant's" in problem for problem in found)


def test_long_module_is_caught(module) -> None:
    assert sources.too_long([module("x = 1\n" * 501)])
    assert not sources.too_long([module("x = 1\n" * 500)])


def test_crowded_service_is_caught(module) -> None:
    many = "".join(f"def step_{n}(): ...\n" for n in range(4))
    assert sources.crowded_services([module(many, "services/advance.py")])
    assert not sources.crowded_services([module(many, "selectors/advance.py")])
    assert not sources.crowded_services([module(many.replace("step_3", "_step"), "services/advance.py")])


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "signals.py", "common/money.py"])
def test_bad_name_is_caught(module, name: str) -> None:
    assert sources.badly_named([module("", name)])
    assert not sources.badly_named([module("")])


@pytest.mark.parametrize("line", ["apps.get_model('catalog', 'Item')", "get_model('x', 'Y')"])
def test_lookup_by_name_is_caught(module, line: str) -> None:
    assert sources.string_lookups([module(line)])
    assert not sources.string_lookups([module(line, "migrations/0001_initial.py")])


def test_hidden_import_is_caught(module) -> None:
    assert sources.hidden_imports([module("def a():\n    import json\n")])
    assert sources.hidden_imports([module("async def a():\n    if 1:\n        from json import loads\n")])
    assert sources.hidden_imports([module("def ready():\n    import json\n")])
    assert not sources.hidden_imports([module("import json\n\ndef a(): ...\n")])
    assert not sources.hidden_imports([module("class A:\n    def ready(self):\n        import json\n", "apps.py")])


def test_query_in_a_view_is_caught(module) -> None:
    query = "rows = Item.objects.all()\n"
    assert sources.queries_in_views([module(query, "tenant_apps/catalog/office/menu.py")])
    assert sources.queries_in_views([module(query, "shared_apps/accounts/rest/tokens.py")])
    assert not sources.queries_in_views([module(query, "tenant_apps/catalog/selectors/menu.py")])
    assert not sources.queries_in_views([module(query, "tenant_apps/office/models.py")])
    assert not sources.queries_in_views([module("rows = list_items()\n", "tenant_apps/catalog/office/menu.py")])


@pytest.mark.parametrize("call", ["Decimal(request.POST['tip'])", "decimal.Decimal(text)", "Decimal(str(value))"])
def test_bare_number_in_a_view_is_caught(module, call: str) -> None:
    assert sources.numbers_read_bare([module(f"tip = {call}\n", "tenant_apps/storefront/web/checkout.py")])
    assert not sources.numbers_read_bare([module(f"tip = {call}\n", "tenant_apps/storefront/services/checkout.py")])
    for right in ("Decimal(0)", 'Decimal("0.5")', "parse_amount(text)"):
        assert not sources.numbers_read_bare([module(f"tip = {right}\n", "tenant_apps/storefront/web/checkout.py")])


def test_positional_use_case_is_caught(module) -> None:
    assert sources.positional_services([module("def place_order(cart, venue): ...", "services/place_order.py")])
    assert not sources.positional_services([module("def place_order(*, cart, venue): ...", "services/place_order.py")])
    assert not sources.positional_services([module("def place_order(a, b): ...")])


@pytest.mark.parametrize(
    "markup",
    [
        '<button class="x" onclick="go()">',
        '<div style="color: red">',
        "<script>go()</script>",
        "<style>a { color: red }</style>",
    ],
)
def test_breach_of_the_content_policy_is_caught(module, markup: str) -> None:
    assert templates.breaches([module(markup, "page.html")])
    assert not templates.breaches([module(f"{{# {markup} #}}", "page.html")])


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="/a.js"></script>',
        '<script nonce="{{ CSP_NONCE }}">go()</script>',
        '<script type="application/json">{}</script>',
        '<a href="/on=1" data-style="x">',
    ],
)
def test_what_the_content_policy_allows_passes(module, markup: str) -> None:
    assert not templates.breaches([module(markup, "page.html")])


def test_unguarded_staff_page_is_caught() -> None:
    page = Address(path="/office/secrets/", name="", view="x", demands={"*": ""})
    guest = Address(path="/menu/", name="", view="x", demands={"*": ""})
    guarded = Address(path="/kitchen/", name="", view="x", demands={"*": "kitchen.work"})
    assert guards.unguarded([page, guest, guarded]) == ["* /office/secrets/ (x) demands no capability"]


def test_one_unguarded_method_among_guarded_ones_is_caught() -> None:
    half = Address(path="/api/v1/items/", name="", view="x", demands={"get": "menu.view", "post": ""})
    assert guards.unguarded([half]) == ["POST /api/v1/items/ (x) demands no capability"]


def test_what_guests_may_do_is_listed_a_method_at_a_time() -> None:
    cart = Address(path="/api/v1/carts/<str:token>/", name="", view="x", demands={"get": "", "delete": ""})
    assert guards.unguarded([cart]) == ["DELETE /api/v1/carts/<str:token>/ (x) demands no capability"]
    assert "PATCH carts/<str:token>/" in guards.outdated([cart])
    assert "GET carts/<str:token>/" not in guards.outdated([cart])


def test_capability_is_read_from_the_decorator() -> None:
    @requires("menu.edit")
    def guarded(request: object) -> HttpResponse:
        return HttpResponse()

    class Half(View):
        @requires("menu.view")
        def get(self, request: object) -> HttpResponse:
            return HttpResponse()

        def post(self, request: object) -> HttpResponse:
            return HttpResponse()

    assert demands_of(guarded) == {"*": "menu.edit"}
    assert demands_of(lambda request: HttpResponse()) == {"*": ""}
    assert demands_of(Half.as_view()) == {"get": "menu.view", "post": ""}


def test_weakened_contracts_are_caught() -> None:
    whole = [{"name": kind, "type": kind} for kind in import_contracts.EXPECTED]
    assert import_contracts.weakened(whole) == []
    assert import_contracts.weakened(whole[1:])
    assert import_contracts.weakened([*whole, {"name": "x", "type": "layers", "ignore_imports": ["a -> b"]}])
    assert import_contracts.weakened([*whole, {"name": "x", "type": "layers", "containers": ["tenant_apps"]}])
