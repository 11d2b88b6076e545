"""The apps' sources as syntax trees, read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOMS = ("tenants", "shared_apps", "tenant_apps")


@dataclass(frozen=True, slots=True)
class Source:
    app: str
    path: Path  # from the repository's root
    tree: ast.Module

    @property
    def module(self) -> str:
        return ".".join(self.path.with_suffix("").parts)


def read_sources(root: Path) -> list[Source]:
    """Every module of every app, in a fixed order; migrations aside."""
    return list(_walk(root))


def _walk(root: Path) -> Iterator[Source]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            relative = path.relative_to(root)
            if "migrations" in relative.parts:
                continue
            app = room if room == "tenants" else ".".join(relative.parts[:2])
            yield Source(app=app, path=relative, tree=ast.parse(path.read_text()))


def first_line(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    """The first sentence of a docstring, or nothing."""
    text = (ast.get_docstring(node) or "").strip().split("\n\n")[0]
    return " ".join(text.split()).replace("|", "\\|")


def name_of(node: ast.expr) -> str:
    """`subscribe` of `@subscribe(...)`, `@outbox.subscribe(...)` and `@subscribe`."""
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
