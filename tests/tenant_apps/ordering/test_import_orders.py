"""Past orders from files: the real ones where they are at hand, small ones for every way a file can be wrong."""

import csv
import gzip
import io
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Max, Min, Sum

from comanda.kernel.errors import ValidationFailedError
from tenant_apps.catalog.facade import import_menu
from tenant_apps.ordering.facade import get_order, import_orders
from tenant_apps.ordering.models import Check, DayCounter, LedgerEntry, Order, OrderLine, StateEntry
from tenant_apps.venues.models import Venue
from tenant_apps.venues.selectors.book import changed
from tenants.context import use_tenant
from tests.tenant_apps.ordering.cast import open_restaurant

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
ROWS_READ_BY_SCANS = "SELECT sum(seq_tup_read) FROM pg_stat_xact_user_tables WHERE schemaname = current_schema()"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data is not at {DATA}")


def file(text: str) -> io.BytesIO:
    return io.BytesIO(text.encode())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def books() -> dict[str, object]:
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in (Order, OrderLine, LedgerEntry)}


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.timeout(400)  # a whole year, three times, on a machine that may be busy
@needs_data
@pytest.mark.usefixtures("as_tenant_a")
class TestPizzaPlace:
    folder = DATA / "pizza_place"

    def sums(self):
        prices = {row["pizza_id"]: Decimal(row["price"]) for row in rows_of(self.folder / "pizzas.csv")}
        lines = rows_of(self.folder / "order_details.csv")
        units = sum(int(row["quantity"]) for row in lines)
        return len(lines), units, sum(prices[row["pizza_id"]] * int(row["quantity"]) for row in lines)

    def run(self, venue, **more):
        with (self.folder / "orders.csv").open("rb") as orders, (self.folder / "order_details.csv").open("rb") as lines:
            return import_orders(orders=orders, lines=lines, venue_id=venue.id, service="dine_in", **more)

    def test_counts_quantities_and_revenue_equal_the_files_own(self):
        venue = open_restaurant().venue
        with (self.folder / "pizza_types.csv").open("rb") as items, (self.folder / "pizzas.csv").open("rb") as sizes:
            assert import_menu(items=items, sizes=sizes, mapping={}, dry_run=False).was_written
        dry = self.run(venue, dry_run=True)
        assert (dry.is_clean, Order.objects.count()) == (True, 0)
        report = self.run(venue)
        lines, units, revenue = self.sums()
        assert report.was_written, report.problems[:3]
        assert (report.created["orders"], report.created["lines"]) == (19_846, 45_154)
        assert (Order.objects.count(), OrderLine.objects.count()) == (19_846, lines)
        assert OrderLine.objects.filter(item_id=None).count() == 0
        sold = LedgerEntry.objects.filter(kind="sale").aggregate(Sum("quantity"), Sum("gross"), Sum("net"), Sum("tax"))
        assert (sold["quantity__sum"], sold["gross__sum"]) == (units, revenue)
        assert sold["net__sum"] + sold["tax__sum"] == revenue
        assert report.totals["revenue"] == str(revenue)
        money = LedgerEntry.objects.filter(kind="payment").aggregate(Sum("money"))["money__sum"]
        orders = Order.objects.aggregate(Sum("total"), Sum("paid"))
        checks = Check.objects.aggregate(Sum("total"), Sum("paid"))
        assert {money, *orders.values(), *checks.values()} == {revenue}
        assert set(Order.objects.values_list("state", "payment_state")) == {("delivered", "paid")}
        for day in Order.objects.values("business_date").annotate(Count("id"), Min("number"), Max("number")):
            assert day["number__min"] == 1
            assert day["number__max"] == day["id__count"]
        counters = dict(DayCounter.objects.values_list("business_date", "last_number"))
        assert counters == Counter(Order.objects.values_list("business_date", flat=True))
        before = Order.objects.aggregate(Max("id"), Sum("total"))
        again = self.run(venue)
        assert (again.created["orders"], again.unchanged["orders"]) == (0, 19_846)
        assert Order.objects.aggregate(Max("id"), Sum("total")) == before
        assert StateEntry.objects.count() == 2 * 19_846

    def test_without_the_menu_nothing_is_imported_and_the_remedy_is_named(self):
        report = self.run(open_restaurant().venue)
        assert (report.was_written, Order.objects.count()) == (False, 0)
        assert report.error_count == 91
        assert "Import the menu first" in report.problems[0].remedy


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.timeout(400)  # a whole year, three times, on a machine that may be busy
@needs_data
@pytest.mark.usefixtures("as_tenant_b")
class TestLondonTakeaway:
    folder = DATA / "london_takeaway"

    def rows(self):
        with gzip.open(self.folder / "orders.csv.gz", "rt", encoding="utf-8-sig", newline="") as packed:
            return list(csv.DictReader(packed))

    def run(self, venue):
        with (self.folder / "orders.csv.gz").open("rb") as orders:
            return import_orders(orders=orders, venue_id=venue.id, service="delivery")

    def test_it_copes_and_says_what_it_did(self):
        venue = open_restaurant().venue
        price_list = (self.folder / "products_price.csv").read_bytes()
        # The price list knows every dish of these years; without one of them, its lines must come in all the same.
        shorter = b"\r\n".join(row for row in price_list.splitlines() if b"Korma Sauce" not in row)
        assert import_menu(items=io.BytesIO(shorter), mapping={}).was_written
        report = self.run(venue)
        rows = self.rows()
        lost = [row for row in rows if "Korma Sauce" in row["description"]]
        assert report.was_written, report.problems[:3]
        assert report.rows == len(rows)
        assert Order.objects.count() == len({row["invoice"] for row in rows})
        assert OrderLine.objects.count() == len(rows)
        revenue = sum(Decimal(row["Product Price"]) * int(row["Quantity"]) for row in rows)
        sold = LedgerEntry.objects.filter(kind="sale").aggregate(Sum("quantity"), Sum("gross"))
        assert (sold["gross__sum"], sold["quantity__sum"]) == (revenue, sum(int(row["Quantity"]) for row in rows))
        first, last = Order.objects.order_by("placed_at").first(), Order.objects.order_by("-placed_at").first()
        assert last.external_ref == rows[0]["invoice"]
        assert last.placed_at == datetime(2018, 12, 31, 21, 56, tzinfo=UTC)
        assert first.placed_at < last.placed_at
        assert first.pk < last.pk
        told = [(problem.value, problem.problem) for problem in report.problems]
        assert {value for value, sentence in told if sentence.startswith("Not on the menu")} == {
            row["description"] for row in lost
        }
        assert any(sentence.startswith("Sold at") for _value, sentence in told)
        assert any("another number of rows" in note for note in report.notes)
        assert OrderLine.objects.filter(item_id=None).count() == len(lost) > 0
        before = Order.objects.aggregate(Max("id"), Sum("total"))
        assert self.run(venue).created["orders"] == 0
        assert Order.objects.aggregate(Max("id"), Sum("total")) == before


@pytest.mark.usefixtures("as_tenant_a")
class TestSmallFiles:
    @pytest.fixture
    def venue(self, hold_clock):
        hold_clock(datetime(2026, 11, 21, 11, tzinfo=UTC))
        return open_restaurant().venue

    def test_what_is_on_the_menu_is_linked_and_what_is_not_is_free_text(self, venue):
        text = (
            "order,date,item,qty,price\n"
            'A-1,2026-03-01 12:30,Cola Centro,2,2.50\nA-1,2026-03-01 12:30,"Soup, of\tthe \\ day",1,4.00\n'
        )
        report = import_orders(orders=file(text), venue_id=venue.id)
        order = get_order(order_id=Order.objects.get().pk)
        cola, soup = order.lines
        assert (cola.item_id is not None, soup.item_id, soup.name) == (True, None, "Soup, of\tthe \\ day")
        assert (cola.tax_code, soup.tax_code) == ("IT-22", "IT-10")
        assert (order.total, order.paid, order.number) == (Decimal(9), Decimal(9), 1)
        assert [problem.value for problem in report.problems] == ["Soup, of\tthe \\ day"]
        assert [(entry.machine, entry.state) for entry in order.history] == [
            ("order", "delivered"),
            ("payment", "paid"),
        ]
        assert report.rows == 2

    def test_numbers_follow_those_the_day_already_has_and_new_orders_go_on(self, venue):
        for ref in ("1", "2"):
            text = f"order,date,item,price\n{ref},2026-03-01 12:30,Cola Centro,2.50\n"
            import_orders(orders=file(text), venue_id=venue.id)
        assert list(Order.objects.order_by("number").values_list("number", "external_ref")) == [(1, "1"), (2, "2")]

    def test_local_times_become_moments_also_where_the_clocks_change(self, venue):
        text = (
            "order,date,item,price\n"
            "summer,01/07/26 20:00,Cola Centro,2.50\n"
            "winter,13/01/26 20:00,Cola Centro,2.50\n"
            "skipped,29/03/26 02:30,Cola Centro,2.50\n"
            "twice,25/10/26 02:30,Cola Centro,2.50\n"
            "night,02/07/26 01:30,Cola Centro,2.50\n"
        )
        report = import_orders(orders=file(text), venue_id=venue.id)
        at = dict(Order.objects.values_list("external_ref", "placed_at"))
        assert at["summer"] == datetime(2026, 7, 1, 18, tzinfo=UTC)
        assert at["winter"] == datetime(2026, 1, 13, 19, tzinfo=UTC)
        assert at["skipped"] == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
        assert at["twice"] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        assert Order.objects.get(external_ref="night").business_date == date(2026, 7, 1)
        assert [problem.row for problem in report.problems] == [4]

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ("1,01/02/26 12:00,Cola Centro,1,2.5\n2,25/02/26 12:00,Cola Centro,1,2.5\n", date(2026, 2, 1)),
            ("1,02/01/26 12:00,Cola Centro,1,2.5\n2,02/25/26 12:00,Cola Centro,1,2.5\n", date(2026, 2, 1)),
            ("1,01/02/26 12:00,Cola Centro,1,2.5\n", date(2026, 2, 1)),
            ("1,2026-02-01T12:00:00+01:00,Cola Centro,1,2.5\n", date(2026, 2, 1)),
            ("1,1.2.2026 1:05 PM,Cola Centro,1,2.5\n", date(2026, 2, 1)),
        ],
    )
    def test_dates_are_read_the_way_the_file_writes_them(self, venue, rows, expected):
        import_orders(orders=file("order,date,item,qty,price\n" + rows), venue_id=venue.id)
        assert Order.objects.get(external_ref="1").business_date == expected

    @pytest.mark.parametrize(
        ("row", "column", "value"),
        [
            ("2,yesterday,Cola Centro,1,2.5", "date", "yesterday"),
            ("2,31/02/26 10:00,Cola Centro,1,2.5", "date", "31/02/26 10:00"),
            ("2,2026-11-23 12:00,Cola Centro,1,2.5", "date", "2026-11-23 12:00"),
            ("2,01/03/1826 12:00,Cola Centro,1,2.5", "date", "01/03/1826 12:00"),
            ("2,2026-03-01 12:00,Cola Centro,1,2,50", "", "50"),
            ("2,2026-03-01 12:00,Cola Centro,0,2.5", "qty", "0"),
            ("2,2026-03-01 12:00,Cola Centro,1.5,2.5", "qty", "1.5"),
            ("2,2026-03-01 12:00,Cola Centro,1,free", "price", "free"),
            ("2,2026-03-01 12:00,Cola Centro,1,-2", "price", "-2"),
            ("2,2026-03-01 12:00,,1,2", "item", ""),
            (",2026-03-01 12:00,Cola Centro,1,2", "order", ""),
            ("2,2026-03-01 12:00,Mystery,1,", "item", "Mystery"),
        ],
    )
    def test_one_bad_row_and_nothing_is_imported(self, venue, row, column, value):
        text = f"order,date,item,qty,price\n1,2026-03-01 12:00,Cola Centro,1,2.5\n{row}\n"
        report = import_orders(orders=file(text), venue_id=venue.id)
        (problem,) = [problem for problem in report.problems if not problem.is_warning]
        assert (problem.row, problem.column, problem.value) == (3, column, value)
        assert problem.remedy
        assert not report.was_written
        assert (Order.objects.count(), LedgerEntry.objects.count(), DayCounter.objects.count()) == (0, 0, 0)

    def test_revenue_is_the_files_own_where_tax_comes_on_top(self, venue):
        Venue.objects.filter(pk=venue.id).update(country="US", sales_tax_percent="8.875")
        changed()
        text = "order,date,item,qty,price\n1,2026-03-01 12:00,Cola Centro,3,2.49\n1,2026-03-01 12:00,Soup,1,4\n"
        report = import_orders(orders=file(text), venue_id=venue.id)
        assert (report.totals["revenue"], report.totals["tax"]) == ("11.47", "1.02")
        order = Order.objects.get()
        assert (order.subtotal, order.tax, order.total) == (Decimal("11.47"), Decimal("1.02"), Decimal("12.49"))

    def test_two_files_must_know_each_other(self, venue):
        orders = "order_id,date,time\n1,2026-03-01,12:00:00\n1,2026-03-01,12:00:00\n3,2026-03-01,13:00:00\n"
        lines = "order_id,item,quantity\n1,Cola Centro,2\n9,Cola Centro,1\n"
        report = import_orders(orders=file(orders), lines=file(lines), venue_id=venue.id)
        assert [(problem.file, problem.row, problem.is_warning) for problem in report.problems] == [
            ("orders", 3, False),
            ("lines", 3, False),
            ("orders", 4, True),
        ]
        assert Order.objects.count() == 0

    def test_columns_can_be_chosen_and_must_be_there(self, venue):
        with pytest.raises(ValidationFailedError) as refusal:
            import_orders(orders=file("a,b,c\n1,2026-03-01 12:00,Cola Centro\n"), venue_id=venue.id)
        assert {"order_ref", "placed_at", "item"} <= set(refusal.value.fields)
        mapping = {"order_ref": "a", "placed_at": "b", "item": "c"}
        report = import_orders(
            orders=file("a,b,c\n1,2026-03-01 12:00,Cola Centro\n"), venue_id=venue.id, mapping=mapping
        )
        assert report.totals["revenue"] == "2.50"

    def test_progress_is_told(self, venue):
        rows = "".join(f"{n},2026-03-01 12:00,Cola Centro,2.5\n" for n in range(6000))
        seen = []
        import_orders(
            orders=file("order,date,item,price\n" + rows),
            venue_id=venue.id,
            progress=lambda done, total, stage="": seen.append((done, total, stage)),
        )
        assert seen[0] == (5000, 6000, "Reading")
        assert [stage for _done, _total, stage in seen] == ["Reading", "Pricing", "Writing"]


def test_a_connection_that_knew_the_tables_small_still_commits_by_index(as_tenant_a):
    """Foreign keys are checked by plans a connection keeps: one made for a table of one page reads all of it."""
    restaurant = open_restaurant()
    with connection.cursor() as cursor:
        restaurant.order(restaurant.line())
        cursor.execute("ANALYZE ordering_order, ordering_check, ordering_orderline")
        for _often_enough_to_keep_a_plan in range(8):
            restaurant.order(restaurant.line())
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        lines = "\n".join(f"{number},2015-01-01,12:00,Margherita,1,9.50" for number in range(400))
        report = import_orders(
            orders=file(f"order_id,date,time,item,quantity,price\n{lines}\n"), venue_id=restaurant.venue.id
        )
        assert report.created["orders"] == 400
        cursor.execute(ROWS_READ_BY_SCANS)
        before = cursor.fetchone()[0]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(ROWS_READ_BY_SCANS)
        # The one venue may well be read by a scan for every order; four hundred orders for each of them may not.
        assert cursor.fetchone()[0] - before < 10 * 400


def test_an_import_stays_in_its_tenant(db, tenant_a, tenant_b):
    with use_tenant(tenant_b):
        open_restaurant().order()
        before = books()
    with use_tenant(tenant_a):
        venue = open_restaurant().venue
        import_orders(orders=file("order,date,item,price\n1,2026-03-01 12:00,Cola Centro,2.5\n"), venue_id=venue.id)
        assert Order.objects.count() == 1
    with use_tenant(tenant_b):
        assert books() == before


def test_the_command_imports_into_the_named_tenant(db, tenant_a, tmp_path, capsys):
    with use_tenant(tenant_a):
        venue = open_restaurant().venue
    path = tmp_path / "orders.csv"
    path.write_text("order,date,item,price\n1,2026-03-01 12:00,Cola Centro,2.5\n")
    call_command("import_orders", str(path), tenant="alfa", venue=venue.slug)
    written = capsys.readouterr().out
    assert "new: 1 orders, 1 lines" in written
    assert "revenue: 2.50" in written
    with use_tenant(tenant_a):
        assert Order.objects.count() == 1
