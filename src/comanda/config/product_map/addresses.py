"""Every address of a URL map, with its view and what the view demands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

OURS = ("comanda.", "tenants.", "shared_apps.", "tenant_apps.")
HTTP_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Address:
    path: str
    name: str
    view: str
    capability: str

    @property
    def is_ours(self) -> bool:
        return self.view.startswith(OURS)


def addresses(urlconf: str) -> list[Address]:
    return list(_walk(get_resolver(urlconf).url_patterns, "/"))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Address]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            view = pattern.callback
            yield Address(
                path=path, name=pattern.name or "", view=_full_name(view), capability=required_capability(view)
            )


def required_capability(view: Callable[..., Any]) -> str:
    """What `kernel.access.requires` marked: the view, its class, or its methods; empty where nothing did."""
    marked = getattr(view, "required_capability", "")
    view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if marked or view_class is None:
        return str(marked)
    handlers = [getattr(view_class, name) for name in ("dispatch", *HTTP_METHODS) if hasattr(view_class, name)]
    found = {getattr(handler, "required_capability", "") for handler in handlers}
    return ", ".join(sorted(found - {""}))


def _full_name(view: Callable[..., Any]) -> str:
    target = getattr(view, "view_class", None) or getattr(view, "cls", None) or view
    return f"{target.__module__}.{getattr(target, '__qualname__', type(target).__name__)}"
