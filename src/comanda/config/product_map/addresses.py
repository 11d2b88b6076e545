"""Every address of a URL map, with its view and what the view demands."""

from collections.abc import Callable, Iterator, Mapping
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
    demands: Mapping[str, str]
    """HTTP method -> the capability it demands, empty where it demands none; `*` of a view that takes any method."""

    @property
    def capability(self) -> str:
        return ", ".join(sorted(set(self.demands.values()) - {""}))

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
            yield Address(path=path, name=pattern.name or "", view=_full_name(view), demands=demands_of(view))


def demands_of(view: Callable[..., Any]) -> dict[str, str]:
    """What `kernel.access.requires` marked, a method at a time: the view, its class's `dispatch`, or its methods."""
    marked = _mark(view)
    view_class = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if view_class is None:
        return {"*": marked}
    marked = marked or _mark(view_class.dispatch)
    handlers = {name: getattr(view_class, name) for name in HTTP_METHODS if hasattr(view_class, name)}
    return {name: marked or _mark(handler) for name, handler in handlers.items()}


def _mark(view: Callable[..., Any]) -> str:
    return str(getattr(view, "required_capability", ""))


def _full_name(view: Callable[..., Any]) -> str:
    target = getattr(view, "view_class", None) or getattr(view, "cls", None) or view
    return f"{target.__module__}.{getattr(target, '__qualname__', type(target).__name__)}"
