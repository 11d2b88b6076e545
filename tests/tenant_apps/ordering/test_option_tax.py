"""A drink chosen with a pizza: its own tax, a line of its own, and one thing with the pizza for whoever handles it."""

import json
from decimal import Decimal

import pytest
from django.db.models import Sum

from tenant_apps.catalog import facade as catalog
from tenant_apps.catalog.contracts import GroupDraft, ItemDraft, LinkDraft, OptionDraft, SizeDraft
from tenant_apps.kitchen.facade import tickets_for_order
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.errors import OrderInvalidError
from tenant_apps.ordering.models import LedgerEntry
from tenant_apps.pricing.contracts import BasketLine, BasketModifier
from tenant_apps.team.contracts import Role
from tests.tenant_apps.ordering.cast import open_restaurant
from tests.tenant_apps.ordering.settle import settle
from tests.tenant_apps.staff import client_of

STAFF = "staff:7"


@pytest.fixture
def shop(as_tenant_a):
    return open_restaurant(auto_accept=True)


@pytest.fixture
def meal(shop):
    """A calzone for 8.00 that asks for a drink: the shop's cola at 2.50, taxed apart where it is taken away."""
    group = catalog.save_group(draft=GroupDraft(name="Drink", options=(OptionDraft(item_id=shop.cola),)))
    item = catalog.save_item(
        draft=ItemDraft(
            name="Calzone",
            category_id=shop.category,
            sizes=(SizeDraft(price=Decimal("8.00")),),
            groups=(LinkDraft(group_id=group, maximum=2),),
            tax_category="food",
            station="pizza",
        )
    )
    menu = catalog.publish_menu(venue_id=shop.venue.id)
    calzone = menu.items[item]
    (drink,) = calzone.groups[0].options
    return BasketLine(item_id=item, quantity=2, modifiers=(BasketModifier(group, drink.id),))


def standing(order):
    return [(line.kind, line.quantity, line.gross, line.tax_code) for line in order.lines if not line.is_voided]


def ledger_tax(order):
    return LedgerEntry.objects.filter(order_id=order.id).aggregate(tax=Sum("tax"), gross=Sum("gross"))


MEAL = [("item", 2, Decimal("16.00"), "IT-10"), ("option", 2, Decimal("5.00"), "IT-22")]


def test_the_order_that_was_placed_reads_the_same_from_the_database(shop, meal):
    placed = shop.order(meal, shop.line())
    assert standing(placed) == [*MEAL, ("item", 1, Decimal("6.50"), "IT-10")]
    found = ordering.get_order(order_id=placed.id)
    assert found.lines == placed.lines
    dish, option, _other = found.lines
    assert (dish.part_of, option.part_of) == (None, dish.id)
    assert (found.subtotal, found.total) == (Decimal("27.50"), Decimal("27.50"))
    assert found.tax == sum(line.tax for line in found.lines) == ledger_tax(found)["tax"]


def test_the_kitchen_cooks_one_dish_and_reads_what_goes_with_it(shop, meal):
    order = shop.order(meal)
    settle()
    (ticket,) = tickets_for_order(order_id=order.id)
    (line,) = ticket.items
    assert (line.name, line.quantity) == ("Calzone", 2)
    assert "Cola" in str(line.modifiers)


def test_more_for_the_table_knows_its_dish_too(shop, meal):
    order = shop.order()
    grown = ordering.add_lines(order_id=order.id, lines=[meal], actor=STAFF)
    assert standing(grown)[1:] == MEAL
    assert grown.lines[2].part_of == grown.lines[1].id
    assert grown.total == order.total + Decimal("21.00")


@pytest.mark.parametrize("how", ["void_line", "comp_line"])
def test_a_dish_is_taken_back_with_what_was_chosen_for_it(shop, meal, how):
    order = shop.order(meal, shop.line())
    settle()
    dish, option, _other = order.lines
    take_back = getattr(ordering, how)
    with pytest.raises(OrderInvalidError, match="goes with the dish"):
        take_back(line_id=option.id, reason="warm", actor=STAFF)
    assert ordering.get_order(order_id=order.id).total == order.total, "nothing changed"
    left = take_back(line_id=dish.id, reason="burnt", actor=STAFF)
    assert standing(left) == [("item", 1, Decimal("6.50"), "IT-10")]
    assert (left.subtotal, left.total, left.tax) == (Decimal("6.50"), Decimal("6.50"), Decimal("0.59"))
    assert ledger_tax(left) == {"tax": Decimal("0.59"), "gross": Decimal("6.50")}
    (bill,) = ordering.list_checks(order_id=order.id)
    assert bill.total == Decimal("6.50")
    assert take_back(line_id=dish.id, reason="burnt", actor=STAFF).total == left.total, "once"


@pytest.mark.parametrize("named", [0, 1])
def test_a_dish_and_its_drink_go_onto_one_bill(shop, meal, named):
    order = shop.order(meal, shop.line())
    new = ordering.split_check(order_id=order.id, line_ids=[order.lines[named].id])
    first, second = ordering.list_checks(order_id=order.id)
    assert (first.total, second.total, second.id) == (Decimal("6.50"), Decimal("21.00"), new)
    assert {line.part_of for line in second.lines} == {None, order.lines[0].id}
    ordering.void_line(line_id=order.lines[0].id, reason="late", actor=STAFF)
    assert [check.total for check in ordering.list_checks(order_id=order.id)] == [Decimal("6.50")]


def test_nothing_is_left_behind_when_a_dish_is_the_whole_bill(shop, meal):
    order = shop.order(meal)
    with pytest.raises(OrderInvalidError, match="at least one line"):
        ordering.split_check(order_id=order.id, line_ids=[order.lines[0].id])


def test_money_goes_back_with_the_tax_of_each(shop, meal):
    order = shop.card_order(lines=(meal,))
    settle()
    for step in (ordering.start_preparing, ordering.mark_ready, ordering.hand_over):
        step(order_id=order.id, actor=STAFF)
    settle()
    ordering.refund_order(order_id=order.id, amount=Decimal("10.50"), reason="cold", key="k", actor=STAFF)
    settle()
    back = [line for line in ordering.get_order(order_id=order.id).lines if line.kind == "refund"]
    assert {line.tax_code: line.gross for line in back} == {"IT-10": Decimal("-8.00"), "IT-22": Decimal("-2.50")}
    assert ordering.get_order(order_id=order.id).total == Decimal("10.50")


def test_a_cart_shows_the_dish_at_the_price_of_all_of_it(shop, meal):
    cart = ordering.cart_for(venue_id=shop.venue.id, service="pickup")
    ordering.add_to_cart(cart_token=cart.token, line=meal)
    found = ordering.add_to_cart(cart_token=cart.token, line=shop.line())
    assert [line.gross for line in found.lines] == [Decimal("21.00"), Decimal("6.50")]
    assert [[option.name for option in line.options] for line in found.lines] == [["Cola Centro"], []]
    catalog.eighty_six(venue_id=shop.venue.id, item_id=meal.item_id, reason="out", source="staff")
    found = ordering.get_cart(cart_token=cart.token)
    assert [(line.gross, bool(line.problem)) for line in found.lines] == [(0, True), (Decimal("6.50"), False)]


def test_the_drink_is_among_what_sold_best(shop, meal):
    order = shop.order(meal)
    best = ordering.sales_today(business_date=order.business_date).top_items
    assert {row.name: (row.quantity, row.gross) for row in best} == {
        "Calzone": (2, Decimal("16.00")),
        "Cola Centro": (2, Decimal("5.00")),
    }


def test_the_counter_adds_up_what_the_staff_typed_in(shop, meal, tenant_a):
    (chosen,) = meal.modifiers
    line = {
        "item": meal.item_id,
        "quantity": 2,
        "modifiers": [{"group": chosen.group_id, "option": chosen.option_id, "quantity": 1}],
    }
    body = {"venue": shop.venue.id, "service": "pickup", "lines": [line, {"item": shop.cola}], "key": "k1"}
    found = client_of(tenant_a, Role.CASHIER).post(
        "/office/orders/counter/quote/", json.dumps(body), content_type="application/json"
    )
    assert (found.json()["lines"], found.json()["extras"]) == (["21.00", "2.50"], [])


def test_staff_see_both_lines_and_take_back_the_dish_alone(shop, meal, tenant_a):
    order = shop.order(meal, shop.line())
    dish, option, _other = order.lines
    manager = client_of(tenant_a, Role.MANAGER)
    page = manager.get(f"/office/orders/{order.id}/").content.decode()
    assert f'id="void-{dish.id}"' in page
    assert f'id="void-{option.id}"' not in page
    assert "Tax 22%" in page
    bill = manager.get(f"/office/orders/{order.id}/bill/").content.decode()
    assert f'name="line" value="{dish.id}"' in bill
    assert f'name="line" value="{option.id}"' not in bill
    receipt = manager.get(f"/office/orders/{order.id}/receipt/").content.decode()
    assert "2 × Cola Centro" in receipt
