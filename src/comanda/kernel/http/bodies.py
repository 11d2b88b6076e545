"""Request bodies as frozen dataclasses: types, bounds and paths (`lines.2.quantity`) checked in one pass.

The dataclass is the one description of a body: this reads it, and `schemas.py` documents it. A field's metadata may
give `most` (characters of a text, or how large a number), `least`, `choices` (a StrEnum of what a text may be; empty
where that is its default) and `about` (a word for the documentation).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from comanda.kernel.errors import ValidationFailedError

T = TypeVar("T")
Problems = dict[str, list[str]]
Reader = Callable[[Any, str, Problems], Any]

MAX_TEXT = 2000
MAX_ITEMS = 500
_BIGGEST_ID = 2**63 - 1


def read(kind: type[T], data: Any) -> T:
    """The body as `kind`. Raises ValidationFailedError naming every field at fault."""
    problems: Problems = {}
    value: T = _reader(kind)(data, "", problems)  # type: ignore[arg-type]  # classes are hashable
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    return value


def read_over(current: T, data: Any) -> T:
    """`current` with what was sent over it, for a PATCH. Raises ValidationFailedError naming every field at fault."""
    readers = {name: reader for name, reader, _required in _parts(type(current))}  # type: ignore[arg-type]  # classes are hashable
    problems: Problems = {}
    values: dict[str, Any] = {}
    if not isinstance(data, Mapping):
        _add(problems, "", _("Send an object."))
        data = {}
    for name, value in data.items():
        if name in readers:
            values[name] = readers[name](value, name, problems)
        else:
            _add(problems, name, _("There is no such field."))
    if problems:
        raise ValidationFailedError(_("Some fields need another look."), fields=problems)
    return replace(current, **values)  # type: ignore[type-var]  # a dataclass, as `read` gives


def _add(problems: Problems, path: str, message: str) -> None:
    problems.setdefault(path or "body", []).append(message)


@cache
def _parts(kind: type[Any]) -> list[tuple[str, Reader, bool]]:
    hints = get_type_hints(kind)
    return [(entry.name, _value_reader(hints[entry.name], entry), _is_required(entry)) for entry in fields(kind)]


@cache
def _reader(kind: type[Any]) -> Reader:
    parts = _parts(kind)  # type: ignore[arg-type]  # as above
    known = frozenset(entry.name for entry in fields(kind))

    def read_object(data: Any, path: str, problems: Problems) -> Any:
        if not isinstance(data, Mapping):
            _add(problems, path, _("Send an object."))
            return None
        prefix = f"{path}." if path else ""
        values: dict[str, Any] = {}
        for name, reader, is_required in parts:
            if name in data:
                values[name] = reader(data[name], prefix + name, problems)
            elif is_required:
                _add(problems, prefix + name, _("This is needed."))
        if len(values) < len(data):
            for name in data:
                if name not in known:
                    _add(problems, f"{prefix}{name}", _("There is no such field."))
        return None if problems else kind(**values)

    return read_object


def _is_required(entry: Field[Any]) -> bool:
    return entry.default is MISSING and entry.default_factory is MISSING


def _value_reader(hint: Any, entry: Field[Any]) -> Reader:
    origin = get_origin(hint)
    if origin in {Union, UnionType}:
        inner = _value_reader(next(arg for arg in get_args(hint) if arg is not type(None)), entry)
        return lambda value, path, problems: None if value is None else inner(value, path, problems)
    if origin in {tuple, Mapping}:
        arguments = get_args(hint)
        one = _value_reader(arguments[0 if origin is tuple else 1], entry)
        exactly = None if Ellipsis in arguments else len(arguments)
        return _list_reader(one, exactly) if origin is tuple else _by_name_reader(one)
    if is_dataclass(hint):
        return _reader(hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice_reader(hint)
    if hint is str:
        return _word_reader(entry)
    return _within(_PLAIN[hint], entry.metadata)


def _word_reader(entry: Field[Any]) -> Reader:
    if "choices" in entry.metadata:
        return _choice_reader(entry.metadata["choices"], may_be_empty=entry.default == "")
    return _text_reader(entry.metadata.get("most", MAX_TEXT))


def _within(reader: Reader, bounds: Mapping[str, Any]) -> Reader:
    """A number from `least` to `most`, where the field says so."""
    if "least" not in bounds:
        return reader

    def read_number(value: Any, path: str, problems: Problems) -> Any:
        before = len(problems)
        number = reader(value, path, problems)
        if len(problems) == before and not bounds["least"] <= number <= bounds["most"]:
            _add(problems, path, _("Choose between %(least)s and %(most)s.") % dict(bounds))
        return number

    return read_number


def _list_reader(reader: Reader, exactly: int | None) -> Reader:
    def read_list(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, list) or len(value) > MAX_ITEMS:
            _add(problems, path, _("Send a list of at most %(most)s.") % {"most": MAX_ITEMS})
            return ()
        if exactly is not None and len(value) != exactly:
            _add(problems, path, _("Send a list of exactly %(count)s.") % {"count": exactly})
            return ()
        return tuple([reader(part, f"{path}.{index}", problems) for index, part in enumerate(value)])

    return read_list


def _by_name_reader(reader: Reader) -> Reader:
    """For `Mapping[str, ...]`: names are the client's own."""

    def read_by_name(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, Mapping) or len(value) > MAX_ITEMS:
            _add(problems, path, _("Send an object."))
            return {}
        return {name: reader(part, f"{path}.{name}", problems) for name, part in value.items()}

    return read_by_name


def _choice_reader(choices: type[StrEnum], *, may_be_empty: bool = False) -> Reader:
    known: dict[str, str] = {choice.value: choice for choice in choices}

    def read_choice(value: Any, path: str, problems: Problems) -> Any:
        if may_be_empty and value == "":
            return value
        choice = known.get(value) if isinstance(value, str) else None
        if choice is None:
            _add(problems, path, _("Choose one of: %(choices)s.") % {"choices": ", ".join(known)})
        return choice

    return read_choice


def _text_reader(most: int) -> Reader:
    def read_text(value: Any, path: str, problems: Problems) -> Any:
        if not isinstance(value, str) or "\0" in value:
            _add(problems, path, _("Send text."))
        elif len(value) > most:
            _add(problems, path, _("At most %(most)s characters fit.") % {"most": most})
        return value

    return read_text


def _read_int(value: Any, path: str, problems: Problems) -> Any:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _BIGGEST_ID:
        _add(problems, path, _("Send a whole number."))
    return value


def _read_float(value: Any, path: str, problems: Problems) -> Any:
    if not isinstance(value, int | float) or isinstance(value, bool):
        _add(problems, path, _("Send a number."))
        return 0.0
    return float(value) if abs(value) < 1e15 else math.inf  # what is beyond any place is for the room to refuse


def _read_bool(value: Any, path: str, problems: Problems) -> Any:
    if not isinstance(value, bool):
        _add(problems, path, _("Send true or false."))
    return value


def _read_decimal(value: Any, path: str, problems: Problems) -> Any:
    """Best sent as text; a JSON number is taken by its digits, never through floating point arithmetic."""
    try:
        number = Decimal(str(value)) if isinstance(value, str | int | float) and not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or abs(number) >= 10**10 or number != round(number, 6):
        _add(problems, path, _('Send an amount, such as "12.50".'))
        return None
    return number


def _read_datetime(value: Any, path: str, problems: Problems) -> Any:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None:
        _add(problems, path, _("Send a moment with its offset, such as 2026-03-01T19:30:00+01:00."))
        return None
    return moment


def _read_date(value: Any, path: str, problems: Problems) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        _add(problems, path, _("Send a date, such as 2026-03-01."))
    return None


def _read_time(value: Any, path: str, problems: Problems) -> Any:
    """Hours and minutes on a wall clock: no seconds, no zone."""
    try:
        moment = time.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is not None or moment != moment.replace(second=0, microsecond=0):
        _add(problems, path, _("Send a time of day, such as 19:30."))
        return None
    return moment


_PLAIN: dict[Any, Reader] = {
    int: _read_int,
    float: _read_float,
    bool: _read_bool,
    Decimal: _read_decimal,
    datetime: _read_datetime,
    date: _read_date,
    time: _read_time,
}
