from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.errors import UnavailableError, ValidationFailedError
from comanda.kernel.money import exponent, quantize
from tenant_apps.pricing.contracts import BasketLine, BasketModifier, Charge, LineKind
from tenant_apps.pricing.facade import list_dishes, price_basket
from tests.tenant_apps.pricing.menus import AUSTIN, BEER, MENU, MILAN, NOON, PIZZA

THIN = BasketModifier(group_id=2, option_id=21)


def price(*lines, venue=MILAN, service="pickup", menu=MENU, **more):
    return price_basket(menu=menu, venue=venue, service=service, lines=lines, at=NOON, **more)


def costing(fee):
    return lambda _subtotal: Decimal(fee)


def pizza(*modifiers, **more):
    return BasketLine(item_id=101, modifiers=(THIN, *modifiers), **more)


def test_a_line_carries_the_tax_inside_its_price_in_italy():
    basket = price(pizza(size_id=1012, quantity=3))
    (line,) = basket.lines
    assert (line.gross, line.net, line.tax) == (Decimal("29.70"), Decimal("27.00"), Decimal("2.70"))
    assert (line.tax_code, line.tax_rate, line.station, line.size_name) == ("IT-10", Decimal("0.1"), "pizza", "Large")
    assert basket.total == Decimal("29.70")
    assert basket.tax_included


def test_tax_is_added_in_the_united_states():
    menu = replace(MENU, currency="USD")
    basket = price(pizza(size_id=1012), venue=AUSTIN, menu=menu)
    assert (basket.net, basket.tax, basket.total) == (Decimal("9.90"), Decimal("0.82"), Decimal("10.72"))
    assert not basket.tax_included
    assert basket.subtotal == Decimal("9.90"), "as the menu has it, tax on top"


def test_an_option_named_twice_is_no_more_than_it_may_be():
    olives = BasketModifier(1, 11, quantity=2)
    with pytest.raises(ValidationFailedError):
        price(pizza(olives, olives, olives))
    once, twice = price(pizza(olives)), price(pizza(BasketModifier(1, 11), BasketModifier(1, 11)))
    assert once.lines == twice.lines


def test_a_sales_tax_that_is_not_set_never_passes_as_zero():
    with pytest.raises(ValidationFailedError) as refusal:
        price(pizza(), venue=replace(AUSTIN, sales_tax_percent=None), menu=replace(MENU, currency="USD"))
    assert refusal.value.code == "sales_tax_unset"
    assert list(refusal.value.fields) == ["sales_tax_percent"]
    free = price(pizza(), venue=replace(AUSTIN, sales_tax_percent=Decimal(0)), menu=replace(MENU, currency="USD"))
    assert free.tax == 0


def test_each_line_has_its_own_rate_and_the_totals_say_so():
    basket = price(pizza(), BasketLine(item_id=102))
    assert [(tax.code, tax.tax) for tax in basket.taxes] == [("IT-10", Decimal("0.59")), ("IT-22", Decimal("0.79"))]


def test_the_price_follows_the_service():
    assert price(pizza(), service="delivery").total == Decimal("7.00")
    assert price(pizza(), service="dine_in").total == Decimal("6.50")


def test_the_cheapest_choices_are_the_included_ones():
    basket = price(pizza(BasketModifier(1, 12), BasketModifier(1, 11, quantity=2)))
    (line,) = basket.lines
    assert line.unit_price == Decimal("6.50") + Decimal("0.50") + Decimal("3.20")
    assert [(extra.name, extra.quantity, extra.unit_price) for extra in line.modifiers] == [
        ("Olives", 1, Decimal(0)),
        ("Olives", 1, Decimal("0.50")),
        ("Burrata", 1, Decimal("3.20")),
        ("Thin", 1, Decimal(0)),
    ]
    assert line.allergens == ("gluten", "milk")


def test_an_option_with_another_tax_is_a_line_of_its_own_behind_its_dish():
    lager = BasketModifier(3, 31, quantity=2)
    basket = price(pizza(BasketModifier(1, 12), lager, quantity=3), BasketLine(item_id=102), service="pickup")
    dish, option, other = basket.lines
    assert [line.kind for line in basket.lines] == ["item", "option", "item"]
    assert (option.name, option.item_id, option.quantity, option.unit_price) == ("Lager", 102, 6, Decimal("4.40"))
    assert (option.tax_code, option.gross, option.tax) == ("IT-22", Decimal("26.40"), Decimal("4.76"))
    assert (dish.tax_code, dish.unit_price, dish.gross) == ("IT-10", Decimal("6.50"), Decimal("19.50"))
    assert [(extra.name, extra.unit_price) for extra in dish.modifiers if extra.name == "Lager"] == [("Lager", 0)]
    assert basket.subtotal == basket.total == dish.gross + option.gross + other.gross
    assert [(tax.code, tax.net + tax.tax) for tax in basket.taxes] == [
        ("IT-10", Decimal("19.50")),
        ("IT-22", Decimal("30.80")),
    ]


def test_an_option_stays_with_its_dish_where_the_tax_is_the_same_or_nothing_is_asked():
    inside = price(pizza(BasketModifier(3, 31), BasketModifier(3, 32)), service="dine_in")
    assert [(line.kind, line.gross, line.tax_code) for line in inside.lines] == [("item", Decimal("12.40"), "IT-10")]
    gift = replace(PIZZA.groups[2], included=1)
    menu = replace(MENU, items=MENU.items | {101: replace(PIZZA, groups=(*PIZZA.groups[:2], gift))})
    free = price(pizza(BasketModifier(3, 31, quantity=2)), menu=menu)
    assert [(line.kind, line.quantity, line.gross) for line in free.lines] == [
        ("item", 1, Decimal("6.50")),
        ("option", 1, Decimal("4.40")),
    ], "one is included, the other is sold"


def test_an_option_that_says_nothing_of_tax_shares_the_dishs():
    double = replace(PIZZA.groups[0], included=0, options=(replace(PIZZA.groups[0].options[0], name="Double"),))
    menu = replace(MENU, items=MENU.items | {102: replace(BEER, groups=(double,))})
    basket = price(BasketLine(item_id=102, modifiers=(BasketModifier(1, 11),)), menu=menu)
    assert [(line.kind, line.gross, line.tax_code) for line in basket.lines] == [("item", Decimal("4.90"), "IT-22")]


def test_fees_and_discounts_count_options_of_another_tax_too():
    asked = []
    basket = price(
        pizza(BasketModifier(3, 31)),
        delivery_fee=lambda subtotal: asked.append(subtotal) or Decimal(0),
        charges=[Charge(LineKind.DISCOUNT, "Half", percent=Decimal("0.5"))],
    )
    assert asked == [Decimal("10.90")]
    assert [(line.gross, line.tax_code) for line in basket.lines if line.kind is LineKind.DISCOUNT] == [
        (Decimal("-3.25"), "IT-10"),
        (Decimal("-2.20"), "IT-22"),
    ]


def test_tax_on_top_is_each_options_own_too():
    cheap = replace(PIZZA.groups[2].options[1], tax_category="cold_takeaway")
    group = replace(PIZZA.groups[2], options=(cheap,))
    menu = replace(MENU, currency="CAD", items={101: replace(PIZZA, groups=(PIZZA.groups[1], group))})
    basket = price(pizza(BasketModifier(3, 32)), venue=replace(MILAN, country="CA"), menu=menu)
    assert basket.net == basket.subtotal == Decimal("8.00")
    for line in basket.lines:
        assert line.net + line.tax == line.gross
        assert line.unit_price == line.net


def test_what_was_chosen_for_a_dish_is_read_as_one_price():
    basket = price(
        pizza(BasketModifier(3, 31), BasketModifier(3, 32)), BasketLine(item_id=102), tip=Decimal(1), service="pickup"
    )
    first, second = list_dishes(basket.lines)
    assert (first.line.name, [line.name for line in first.options]) == ("Margherita", ["Lager", "Water"])
    assert (first.gross, second.gross, second.options) == (Decimal("12.40"), Decimal("4.40"), ())


def test_fees_tips_and_service_charges_are_lines_of_their_own():
    basket = price(
        pizza(),
        tip=Decimal("2.00"),
        delivery_fee=costing(3),
        charges=[Charge(LineKind.SERVICE_CHARGE, "Service", percent=Decimal("0.125"))],
    )
    kinds = {line.kind: line for line in basket.lines}
    assert (kinds[LineKind.TIP].tax, kinds[LineKind.TIP].tax_code, kinds[LineKind.TIP].beneficiary) == (
        0,
        "none",
        "staff",
    )
    assert kinds[LineKind.DELIVERY_FEE].gross == Decimal("3.00")
    assert kinds[LineKind.DELIVERY_FEE].tax == Decimal("0.27")
    assert kinds[LineKind.SERVICE_CHARGE].gross == Decimal("0.81")
    assert basket.subtotal == Decimal("6.50")
    assert basket.total == Decimal("12.31")


def test_a_free_delivery_is_said_and_none_is_not():
    assert [line.kind for line in price(pizza(), delivery_fee=costing(0)).lines] == ["item", "delivery_fee"]
    assert [line.kind for line in price(pizza()).lines] == ["item"]


@pytest.mark.parametrize("venue", [MILAN, AUSTIN])
def test_the_fee_is_asked_once_with_what_the_items_come_to(venue):
    asked = []

    def fee_for(subtotal):
        asked.append(subtotal)
        return Decimal(0) if subtotal >= Decimal("13.00") else Decimal(3)

    charges = [Charge(LineKind.SERVICE_CHARGE, "Service", percent=Decimal("0.5"))]
    paid = price(pizza(), venue=venue, delivery_fee=fee_for, charges=charges, tip=Decimal(9))
    free = price(pizza(quantity=2), venue=venue, delivery_fee=fee_for)
    assert asked == [paid.subtotal, free.subtotal] == [Decimal("6.50"), Decimal("13.00")]
    fees = [line.unit_price for basket in (paid, free) for line in basket.lines if line.kind == LineKind.DELIVERY_FEE]
    assert fees == [Decimal(3), Decimal(0)]


def test_a_discount_lowers_each_rates_share_and_never_goes_below_zero():
    half = price(pizza(), BasketLine(item_id=102), charges=[Charge(LineKind.DISCOUNT, "Half", percent=Decimal("0.5"))])
    assert [(line.gross, line.tax_code) for line in half.lines if line.kind is LineKind.DISCOUNT] == [
        (Decimal("-3.25"), "IT-10"),
        (Decimal("-2.20"), "IT-22"),
    ]
    assert half.total == Decimal("5.45")
    all_of_it = price(pizza(), charges=[Charge(LineKind.DISCOUNT, "Too much", amount=Decimal(100))])
    assert (all_of_it.total, all_of_it.tax) == (0, 0)


def test_every_fault_is_named_with_its_remedy_at_once():
    with pytest.raises(ValidationFailedError) as refusal:
        price(
            BasketLine(item_id=999),
            BasketLine(item_id=102, size_id=5),
            BasketLine(item_id=101, modifiers=(BasketModifier(1, 11, quantity=3),)),
            BasketLine(item_id=102, quantity=-1),
            BasketLine(item_id=102, modifiers=(THIN,)),
            tip=Decimal(-1),
        )
    fields = refusal.value.fields
    assert refusal.value.code == "basket_invalid"
    assert set(fields) == {
        "lines.0.item_id",
        "lines.1.size_id",
        "lines.2.modifiers",
        "lines.3.quantity",
        "lines.4.modifiers",
        "tip",
    }
    assert fields["lines.2.modifiers"] == ["“Olives” can be taken 1 to 2 times.", "Choose at least 1 of “Crust”."]


def test_a_total_no_book_can_hold_is_refused():
    with pytest.raises(ValidationFailedError) as refusal:
        price(pizza(), charges=[Charge(LineKind.SERVICE_CHARGE, "Room", amount=Decimal(10**9))])
    assert list(refusal.value.fields) == ["lines"]


def test_an_empty_basket_and_too_many_choices_are_refused():
    with pytest.raises(ValidationFailedError, match="another look"):
        price()
    with pytest.raises(ValidationFailedError) as refusal:
        price(pizza(BasketModifier(2, 22)))
    assert refusal.value.fields == {"lines.0.modifiers": ["Choose at most 1 of “Crust”."]}


@pytest.mark.parametrize(("off", "field"), [(101, "lines.0.item_id"), (202, "lines.0.modifiers")])
def test_what_is_eighty_sixed_cannot_be_had_as_item_or_as_option(off, field):
    with pytest.raises(UnavailableError) as refusal:
        price(pizza(BasketModifier(1, 12)), eighty_sixed={off})
    assert refusal.value.code == "item_unavailable"
    assert set(refusal.value.fields) == {field}


OPTIONS = st.sampled_from([11, 12, 31, 32])
CATEGORIES = st.sampled_from(["", "food", "alcohol", "soft_drink", "cold_takeaway"])
CURRENCIES = st.sampled_from([("EUR", "IT"), ("GBP", "GB"), ("USD", "US"), ("JPY", "JP"), ("IDR", "ID"), ("EUR", "DE")])


@st.composite
def baskets(draw):
    """A menu with random prices in a random currency, and a random basket from it."""
    currency, country = draw(CURRENCIES)
    decimals = exponent(currency)

    def amount(most=2_000_00):
        return Decimal(draw(st.integers(0, most))).scaleb(-decimals)

    groups = tuple(
        replace(
            group,
            minimum=0,
            maximum=None,
            included=draw(st.integers(0, 3)),
            options=tuple(
                replace(option, price=amount(), max_quantity=3, tax_category=draw(CATEGORIES))
                for option in group.options
            ),
        )
        for group in PIZZA.groups
    )
    sizes = tuple(replace(size, price=amount(), service_prices={}) for size in PIZZA.sizes)
    items = {
        101: replace(PIZZA, groups=groups, sizes=sizes),
        102: replace(BEER, sizes=(replace(BEER.sizes[0], price=amount()),)),
    }
    menu = replace(MENU, currency=currency, items=items)
    choices = st.lists(
        st.builds(lambda option, count: BasketModifier(option // 10, option, count), OPTIONS, st.integers(1, 3)),
        max_size=4,
        unique_by=lambda one: one.option_id,
    )
    lines = draw(
        st.lists(
            st.one_of(
                st.builds(
                    BasketLine, st.just(101), st.sampled_from([None, 1012]), st.integers(1, 40), choices.map(tuple)
                ),
                st.builds(BasketLine, st.just(102), st.none(), st.integers(1, 40)),
            ),
            min_size=1,
            max_size=8,
        )
    )
    charges = []
    if draw(st.booleans()):
        charges.append(Charge(LineKind.DISCOUNT, "Discount", percent=Decimal(draw(st.integers(1, 100))) / 100))
    if draw(st.booleans()):
        charges.append(Charge(LineKind.SERVICE_CHARGE, "Service", percent=Decimal("0.125")))
    return {
        "menu": menu,
        "venue": replace(
            MILAN,
            country=country,
            currency=currency,
            sales_tax_percent=draw(st.sampled_from([Decimal(0), Decimal("8.875")])),
        ),
        "service": draw(st.sampled_from(["pickup", "delivery", "dine_in"])),
        "lines": lines,
        "at": NOON,
        "tip": amount(50_00),
        "delivery_fee": draw(st.sampled_from([None, costing(0), costing(3)])),
        "charges": charges,
    }


@given(baskets())
def test_net_plus_tax_is_gross_and_parts_sum_to_totals(arguments):
    basket = price_basket(**arguments)
    currency = basket.currency
    for line in basket.lines:
        assert line.net + line.tax == line.gross
        assert quantize(line.gross, currency) == line.gross
        assert quantize(line.tax, currency) == line.tax
        in_menu = line.gross if basket.tax_included else line.net
        assert line.unit_price * line.quantity == in_menu
    assert basket.net + basket.tax == basket.total
    assert sum(line.gross for line in basket.lines) == basket.total
    assert sum(line.net for line in basket.lines) == basket.net
    items = [line for line in basket.lines if line.kind in {LineKind.ITEM, LineKind.OPTION}]
    assert sum(dish.gross for dish in list_dishes(basket.lines)) == sum(line.gross for line in items)
    assert [dish.line.item_id for dish in list_dishes(basket.lines)] == [line.item_id for line in arguments["lines"]]
    assert sum(line.gross if basket.tax_included else line.net for line in items) == basket.subtotal
    assert sum(tax.net + tax.tax for tax in basket.taxes) == basket.total
    assert basket.total >= 0
