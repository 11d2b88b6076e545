"""Find out which column of a stranger's file feeds which of our fields."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError


@dataclass(frozen=True, slots=True)
class Field:
    """Something an import can take. `synonyms` are headings seen in the wild, any language, any case."""

    name: str
    label: str | Promise
    synonyms: tuple[str, ...] = ()
    required: bool = False


def plain(heading: str) -> str:
    """`Nome Articolo (€)` -> `nome articolo`: lower case, no accents, no signs."""
    flat = unicodedata.normalize("NFKD", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
    letters = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters.lower()))


def guess_mapping(columns: Sequence[str], fields: Sequence[Field]) -> dict[str, str]:
    """field name -> column, for the fields that can be told. No column is used twice.

    Exact names win over the longest synonym whose words all appear in the heading; earlier fields win ties.
    """
    free = {column: plain(column) for column in columns if column}
    found: dict[str, str] = {}
    for field in fields:
        names = [plain(field.name), *(plain(word) for word in field.synonyms)]
        for name in names:
            match = next((column for column, flat in free.items() if flat == name), None)
            if match is not None:
                found[field.name] = match
                del free[match]
                break
    candidates = [
        (len(name.split()), -len(flat), -place, field.name, column)
        for place, field in enumerate(fields)
        if field.name not in found
        for name in {plain(word) for word in (field.name, *field.synonyms)}
        for column, flat in free.items()
        if name and set(name.split()) <= set(flat.split())
    ]
    for *_rank, field_name, column in sorted(candidates, reverse=True):
        if field_name not in found and column in free:
            found[field_name] = column
            del free[column]
    return {field.name: found[field.name] for field in fields if field.name in found}


def resolve_mapping(columns: Sequence[str], fields: Sequence[Field], mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping to use: what was chosen, the rest guessed. A field mapped to "" is left out on purpose.

    Raises ValidationFailedError for a column that is not in the file or a required field that no column feeds.
    """
    known = {field.name for field in fields}
    problems: dict[str, list[str]] = {}
    for name, column in mapping.items():
        if name not in known:
            problems[name] = [_("There is no field with this name.")]
        elif column and column not in columns:
            problems[name] = [_("The file has no column “%(column)s”.") % {"column": column}]
    chosen = {name: column for name, column in mapping.items() if name in known and column}
    rest = [field for field in fields if field.name not in mapping]
    guessed = guess_mapping([column for column in columns if column not in chosen.values()], rest)
    found = {**guessed, **chosen}
    result = {field.name: found[field.name] for field in fields if field.name in found}
    for field in fields:
        if field.required and field.name not in result and field.name not in problems:
            problems[field.name] = [_("No column was found for “%(label)s”.") % {"label": field.label}]
    if problems:
        raise ValidationFailedError(
            _("Some columns could not be matched."),
            code="columns_unmatched",
            fields=problems,
            remedy=_("Choose the matching column for each field. The file has: %(columns)s.")
            % {"columns": ", ".join(column for column in columns if column)},
        )
    return result
