"""What may not stand in a source file, and what a file may not be called or weigh."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

LONGEST = 500
MOST_USE_CASES = 3
FORBIDDEN_FILES = {"utils.py", "helpers.py", "common.py", "signals.py"}
VIEWS = {"office", "rest", "web"}
FORBIDDEN_FOLDERS = {"utils", "helpers", "common"}


def too_long(paths: Iterable[Path]) -> list[str]:
    counted = ((path, len(path.read_text().splitlines())) for path in paths if "migrations" not in path.parts)
    return [f"{path} has {lines} lines" for path, lines in counted if lines > LONGEST]


def badly_named(paths: Iterable[Path]) -> list[str]:
    return [str(path) for path in paths if path.name in FORBIDDEN_FILES or FORBIDDEN_FOLDERS & set(path.parts)]


def string_lookups(paths: Iterable[Path]) -> list[str]:
    """`get_model("x", "Y")` is an import no contract sees. Migrations need it."""
    return [
        f"{path}:{node.lineno} looks a model up by name"
        for path in paths
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and _called(node) in {"get_model", "get_registered_model"}
    ]


def hidden_imports(paths: Iterable[Path]) -> list[str]:
    """An import inside a function hides a cycle. Only an app's `ready()` may: models exist from then on."""
    return [f"{path}:{line} imports inside a function" for path in paths for line in _imports_in_functions(path)]


def positional_services(paths: Iterable[Path]) -> list[str]:
    """`place_order.py` -> `place_order(*, ...)`: a use case is called by the names of what it takes."""
    return [
        f"{path}:{node.lineno} {node.name}() takes positional arguments"
        for path in paths
        if "services" in path.parts[:-1]
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == path.stem
        if len(node.args.args) + len(node.args.posonlyargs) > 1
    ]


def crowded_services(paths: Iterable[Path]) -> list[str]:
    """`ls services` is a table of contents: one use case a file, beside it at most its opposite and a part."""
    found = []
    for path in paths:
        if "services" in path.parts[:-1]:
            functions = [n.name for n in ast.parse(path.read_text()).body if isinstance(n, ast.FunctionDef)]
            public = [name for name in functions if not name.startswith("_")]
            if len(public) > MOST_USE_CASES:
                found.append(f"{path} offers {', '.join(public)}")
    return found


def queries_in_views(paths: Iterable[Path]) -> list[str]:
    """Pages and endpoints ask selectors and call services: what is read stands where it can be found and tested."""
    return [
        f"{path}:{node.lineno} asks the database by itself"
        for path in _views(paths)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]


def numbers_read_bare(paths: Iterable[Path]) -> list[str]:
    """`Decimal(text)` takes `NaN`, `sNaN` and `Infinity`, which blow up far from the form: views read with
    `parse_amount`, bodies with `read`, and write only numbers of their own as Decimals."""
    return [
        f"{path}:{node.lineno} makes a Decimal of what may be anything: use parse_amount"
        for path in _views(paths)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and _called(node) in {"Decimal", "create_decimal"}
        and not all(isinstance(argument, ast.Constant) for argument in node.args)
    ]


def _views(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.parent.name in VIEWS and path.parent.parent.name not in {"shared_apps", "tenant_apps"}:
            yield path


def _imports_in_functions(path: Path) -> Iterator[int]:
    for function in ast.walk(ast.parse(path.read_text())):
        starts_app = path.name == "apps.py" and getattr(function, "name", "") == "ready"
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and not starts_app:
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node.lineno


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
