"""Read a CSV file the way it really arrives: byte-order marks, semicolons, CRLF, old encodings, gzip."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError

MAX_BYTES = 256 * 1024 * 1024
"""After unpacking. A year of a busy restaurant's order lines is about 30 MB."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Table:
    """One file, decoded. Rows are read on demand, as often as asked."""

    columns: tuple[str, ...]
    """Headings as written, without the white space around them."""
    delimiter: str
    encoding: str
    text: str
    width: int
    """Cells of the heading row, those without a name too."""

    @property
    def size(self) -> int:
        """Rows below the heading, at most: line breaks inside quotes and empty lines count too."""
        return self.text.count("\n", 0, -1)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row number as a spreadsheet shows it, cells). Empty rows are left out, short ones filled up.

        Raises ValidationFailedError where a quotation mark swallows the rest of the file.
        """
        width = len(self.columns)
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter)
        number = 1
        try:
            next(reader)
            for number, cells in enumerate(reader, start=2):
                if len(cells) < width:
                    if not cells:
                        continue
                    cells.extend([""] * (width - len(cells)))
                if any(cells):
                    yield number, cells
        except csv.Error:
            raise endless_text(number + 1) from None

    def overlong(self) -> Iterator[tuple[int, str]]:
        """(row number, what stands beyond the last heading): a decimal comma without quotation marks, as a rule."""
        for number, cells in self.rows():
            if len(cells) > self.width and (beyond := self.delimiter.join(cells[self.width :])).strip(
                self.delimiter + " "
            ):
                yield number, beyond

    def pick(self, mapping: Mapping[str, str], fields: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """(row number, one stripped value for each of `fields`), "" for a field that no column feeds."""
        places = [self.columns.index(mapping[name]) if mapping.get(name) else -1 for name in fields]
        for number, cells in self.rows():
            yield number, tuple([cells[place].strip() if place >= 0 else "" for place in places])


def read_table(source: BinaryIO, *, max_bytes: int = MAX_BYTES) -> Table:
    """Decode a CSV (or gzipped CSV) file with a heading row. Raises ValidationFailedError naming what is wrong."""
    data = _unpack(source.read(max_bytes + 1), max_bytes)
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValidationFailedError(
            _("This is not a text file."),
            code="file_not_text",
            remedy=_("In your spreadsheet choose “Save as… CSV” and upload that file."),
        )
    text, encoding = _decode(data)
    heading = next((line for line in text.splitlines() if line.strip()), "")
    if not heading:
        raise ValidationFailedError(
            _("The file is empty."),
            code="file_empty",
            remedy=_("Check that you picked the right file; its first row must name the columns."),
        )
    delimiter = max(_DELIMITERS, key=heading.count)
    text = text.lstrip("\r\n")
    try:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise endless_text(1) from None
    columns = tuple(name.strip() for name in cells)
    while columns and not columns[-1]:
        columns = columns[:-1]
    _refuse_twins(columns)
    return Table(columns=columns, delimiter=delimiter, encoding=encoding, text=text, width=len(cells))


def endless_text(row: int) -> ValidationFailedError:
    """Python's reader gives up at 128 KB in one cell, which no dish and no order fills."""
    return ValidationFailedError(
        _("From row %(row)d on, the file is one endless text.") % {"row": row},
        code="file_endless_text",
        remedy=_("A quotation mark opens there and is never closed: close it, or take it out."),
    )


def _unpack(data: bytes, max_bytes: int) -> bytes:
    if data.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(max_bytes + 1)
        except (OSError, EOFError, zlib.error):
            raise ValidationFailedError(
                _("The compressed file is damaged."),
                code="file_damaged",
                remedy=_("Unpack it on your computer, check it opens, and upload the CSV inside."),
            ) from None
    if len(data) > max_bytes:
        raise ValidationFailedError(
            _("The file is larger than %(limit)d MB.") % {"limit": max_bytes // 1024 // 1024},
            code="file_too_large",
            remedy=_("Split it into parts, each with the heading row, and import them one after the other."),
        )
    return data


def _decode(data: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        # What is not UTF-8 comes from an old Windows spreadsheet; the five bytes it leaves undefined must stop nothing.
        return data.decode("cp1252", errors="replace"), "cp1252"


def _refuse_twins(columns: tuple[str, ...]) -> None:
    twins = sorted({name for name in columns if name and columns.count(name) > 1})
    if twins:
        raise ValidationFailedError(
            _("Two columns have the same heading: %(names)s.") % {"names": ", ".join(twins)},
            code="columns_repeat",
            remedy=_("Give every column a heading of its own in the first row."),
        )
