"""Dataclasses in the OpenAPI document: the same description that `bodies.py` reads and the renderer writes."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "string", "pattern": r"^\d\d:\d\d$", "example": "19:30"})
class ClockField(serializers.TimeField):
    """Hours and minutes on the venue's own clock: no zone, so no RFC 3339 time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


_DIGITS = {"max_digits": 16, "decimal_places": 6}  # money has at most four, places on a map six

_PLAIN: dict[Any, tuple[type[serializers.Field[Any, Any, Any, Any]], dict[str, Any]]] = {
    str: (serializers.CharField, {"allow_blank": True}),
    int: (serializers.IntegerField, {}),
    bool: (serializers.BooleanField, {}),
    Decimal: (serializers.DecimalField, _DIGITS),
    datetime: (serializers.DateTimeField, {}),
    date: (serializers.DateField, {}),
    time: (ClockField, {}),
    float: (serializers.FloatField, {}),
    UUID: (serializers.UUIDField, {}),
}


def schema(
    kind: type[Any], *, name: str = "", without: frozenset[str] = frozenset(), **extra: Any
) -> type[serializers.Serializer[Any]]:
    """A serializer class that documents the dataclass `without` some of it; `extra` is computed from it and added."""
    return _schema(kind, name or kind.__name__, without, tuple(extra.items()))  # type: ignore[arg-type]  # hashable


@cache
def _schema(
    kind: type[Any], name: str, without: frozenset[str], extra: tuple[tuple[str, Any], ...]
) -> type[serializers.Serializer[Any]]:
    hints = get_type_hints(kind)
    declared = {entry.name: _document(hints[entry.name], entry) for entry in fields(kind) if entry.name not in without}
    declared |= {key: _field(hint, {}) for key, hint in extra}
    doc = kind.__doc__ or ""
    about = "" if doc.startswith(f"{kind.__name__}(") else doc
    return type(f"{name}Serializer", (serializers.Serializer,), {**declared, "__doc__": about})


def _document(hint: Any, entry: Field[Any]) -> Any:
    options: dict[str, Any] = {}
    if entry.default is not MISSING or entry.default_factory is not MISSING:
        options["required"] = False
    if about := entry.metadata.get("about"):
        options["help_text"] = about
    if get_origin(hint) in {Union, UnionType}:
        options["allow_null"] = True
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    return _field(hint, options, entry.metadata if entry.default != "" else {**entry.metadata, "empty": True})


def _field(hint: Any, options: dict[str, Any], bounds: Mapping[str, Any] = MappingProxyType({})) -> Any:
    origin = get_origin(hint)
    if origin in {tuple, frozenset}:
        inner = get_args(hint)[0]
        if origin is tuple and Ellipsis not in get_args(hint):
            options |= {"min_length": len(get_args(hint)), "max_length": len(get_args(hint))}
        if is_dataclass(inner):
            return schema(inner)(many=True, **options)  # type: ignore[arg-type]
        return serializers.ListField(child=_field(inner, {}, bounds), **options)
    if origin in {dict, Mapping}:
        if get_args(hint)[1] in _PLAIN:
            options["child"] = _field(get_args(hint)[1], {})
        return serializers.DictField(**options)
    if is_dataclass(hint):
        return schema(hint)(**options)  # type: ignore[arg-type]
    known = bounds.get("choices") or (hint if isinstance(hint, type) and issubclass(hint, StrEnum) else None)
    if known is not None:
        # With its names, as ENUM_NAME_OVERRIDES knows it.
        choices = [(choice.value, choice.name) for choice in known]
        return serializers.ChoiceField(choices=choices, allow_blank=bounds.get("empty", False), **options)
    field, defaults = _PLAIN[hint]
    if hint is str and "most" in bounds:
        options["max_length"] = bounds["most"]
    elif "least" in bounds:
        options |= {"min_value": bounds["least"], "max_value": bounds["most"]}
    return field(**defaults | options)
