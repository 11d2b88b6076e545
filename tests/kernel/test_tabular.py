"""Tables as they really come: marks, semicolons, old encodings, ragged rows; and safe on the way out."""

import csv
import gzip
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.tabular import (
    Field,
    ImportReport,
    ReportBuilder,
    guess_mapping,
    neutralise,
    parse_amount,
    read_table,
    resolve_mapping,
    split_list,
    write_csv,
)

NAME = Field("name", "Name", ("item name", "product", "nome"), required=True)
PRICE = Field("price", "Price", ("product price", "prezzo"), required=True)
CATEGORY = Field("category", "Category", ("categoria",))


def table(data: bytes):
    return read_table(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "delimiter", "encoding"),
    [
        ("name,price\r\nCaffè,1.20\r\n".encode(), ",", "utf-8"),
        (b"\xef\xbb\xbfname,price\r\nCaff\xc3\xa8,1.20\r\n", ",", "utf-8-sig"),
        ("name;price\nCaffè;1.20\n".encode("cp1252"), ";", "cp1252"),
        ("name\tprice\nCaffè\t1.20".encode("utf-16"), "\t", "utf-16"),
        (gzip.compress("name|price\nCaffè|1.20\n".encode(), mtime=0), "|", "utf-8"),
        ("\n\r\nname,price\nCaffè,1.20\n".encode(), ",", "utf-8"),
    ],
)
def test_reads_every_dress_a_csv_comes_in(data, delimiter, encoding):
    read = table(data)
    assert (read.columns, read.delimiter, read.encoding) == (("name", "price"), delimiter, encoding)
    assert list(read.rows()) == [(2, ["Caffè", "1.20"])]


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    read = table(b'name,price\n"two\nlines",1\n\nshort\n , \n,\nlast,3,extra\n')
    assert [number for number, _ in read.rows()] == [2, 4, 5, 7]
    assert list(read.pick({"price": "price"}, ["price", "category"])) == [
        (2, ("1", "")),
        (4, ("", "")),
        (5, ("", "")),
        (7, ("3", "")),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\n \n", "file_empty"),
        (b"PK\x03\x04\0\0\0", "file_not_text"),
        (b"\x1f\x8bbroken", "file_damaged"),
        (b"name,name\na,b\n", "columns_repeat"),
        (b'name,"price\n' + b"a,1\n" * 50_000, "file_endless_text"),
    ],
)
def test_refuses_what_is_no_table_and_says_why(data, code):
    with pytest.raises(ValidationFailedError) as refusal:
        table(data)
    assert refusal.value.code == code
    assert refusal.value.remedy


def test_a_quotation_mark_that_is_never_closed_is_found_where_it_opens():
    read = table(b'name,price\na,1\n"b,2\n' + b"c,3\n" * 50_000)
    with pytest.raises(ValidationFailedError) as refusal:
        list(read.rows())
    assert refusal.value.code == "file_endless_text"
    assert "row 3" in str(refusal.value)


def test_what_lies_beyond_the_last_heading_is_told_and_an_empty_cell_is_not():
    report = ReportBuilder(dry_run=True)
    report.refuse_overlong(table(b"name,price,\na,4,50\nb,4,50,60\nc,4,,,\n"), file="items")
    (problem,) = report.problems
    assert (problem.row, problem.value, problem.file, problem.is_warning) == (3, "60", "items", False)
    assert problem.remedy


def test_a_small_archive_cannot_unpack_without_end():
    with pytest.raises(ValidationFailedError) as refusal:
        read_table(io.BytesIO(gzip.compress(b"a,b\n" * 1_000_000, mtime=0)), max_bytes=100_000)
    assert refusal.value.code == "file_too_large"


def test_guesses_columns_in_any_language_and_uses_none_twice():
    fields = [NAME, PRICE, CATEGORY]
    assert guess_mapping(["Item Name", "Product Price"], fields) == {"name": "Item Name", "price": "Product Price"}
    assert guess_mapping(["Categoria", "NOME", "Prezzo (€)"], fields) == {
        "name": "NOME",
        "price": "Prezzo (€)",
        "category": "Categoria",
    }
    assert guess_mapping(["colour"], fields) == {}


def test_a_choice_wins_over_the_guess_and_empty_means_leave_out():
    columns = ["name", "name in italian", "price", "category"]
    chosen = resolve_mapping(columns, [NAME, PRICE, CATEGORY], {"name": "name in italian", "category": ""})
    assert chosen == {"name": "name in italian", "price": "price"}


def test_unmatched_columns_name_the_field_and_what_the_file_has():
    with pytest.raises(ValidationFailedError) as refusal:
        resolve_mapping(["titel"], [NAME, PRICE], {"name": "title", "colour": "x"})
    assert set(refusal.value.fields) == {"name", "price", "colour"}
    assert "titel" in str(refusal.value.remedy)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12.5", "12.5"),
        ("12,50", "12.50"),
        ("€ 1.234,50", "1234.50"),
        ("£1,234.50", "1234.50"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("EUR 9", "9"),
        ("-3,00 €", "-3.00"),
        ("0", "0"),
    ],
)
def test_amounts_as_people_write_them(text, amount):
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "free", "abc", "NaN", "Infinity", "1-2", "--", "12 euros each"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(text)


@given(st.decimals(min_value=-99999, max_value=99999, places=2))
def test_any_amount_survives_both_conventions(amount):
    english = f"{amount:,.2f}"
    italian = english.translate(str.maketrans(",.", ".,"))
    assert parse_amount(english) == amount
    assert parse_amount(italian) == amount


def test_lists_split_outside_brackets_without_repeats():
    assert split_list("Tomatoes, Cheese (milk, rennet); Basil,, Tomatoes") == [
        "Tomatoes",
        "Cheese (milk, rennet)",
        "Basil",
    ]


def test_a_report_survives_json_and_counts_beyond_what_it_lists():
    builder = ReportBuilder(dry_run=True)
    for row in range(1500):
        builder.error(row, "price", "x" * 500, "No price.", "Write one.")
    builder.warn(3, "name", "", "No name.", "Write one.")
    report = builder.finish()
    assert (report.error_count, report.warning_count, len(report.problems)) == (1500, 1, 1000)
    assert len(report.problems[0].value) == 200
    assert not report.is_clean
    assert ImportReport.from_json(report.as_json()) == report


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
def test_no_exported_text_is_ever_a_formula(text):
    target = io.StringIO(newline="")
    write_csv(target, ["value", "amount"], [[text, Decimal("-1.50")]])
    target.seek(1)
    _heading, row = list(csv.reader(target))
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row[0] in (text, neutralise(text))
    assert row[1] == "-1.50"
