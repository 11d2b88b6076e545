"""Use cases, events and tasks, found where the layout puts them."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from comanda.config.product_map.sources import Source, first_line, name_of

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class UseCase:
    app: str
    name: str
    path: str
    says: str


@dataclass(slots=True)
class EventRow:
    app: str
    name: str
    says: str
    producers: set[str] = field(default_factory=set)
    subscribers: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Task:
    app: str
    name: str
    queue: str
    says: str


def use_cases(sources: Iterable[Source]) -> list[UseCase]:
    """The public functions of `services/` (and, in the engine, of `provisioning/` and `lifecycle/`)."""
    folders = {"services", "provisioning", "lifecycle"}
    return [
        UseCase(
            app=source.app,
            name=node.name,
            path=source.path.as_posix(),
            says=first_line(node) or first_line(source.tree),
        )
        for source in sources
        if folders & set(source.path.parts[:-1])
        for node in source.tree.body
        if isinstance(node, Function) and not node.name.startswith("_") and _is_the_use_case(source, node.name)
    ]


def _is_the_use_case(source: Source, name: str) -> bool:
    """`place_order.py` -> `place_order()`: other public functions beside it are its parts."""
    names = {node.name for node in source.tree.body if isinstance(node, Function)}
    return name == source.path.stem or source.path.stem not in names


def events(sources: list[Source]) -> list[EventRow]:
    rows: dict[str, EventRow] = {}
    for source in sources:
        if source.path.name == "events.py":
            for node in source.tree.body:
                if isinstance(node, ast.ClassDef) and any(name_of(base) == "Event" for base in node.bases):
                    rows[node.name] = EventRow(app=source.app, name=node.name, says=first_line(node))
    for source in sources:
        for found in ast.walk(source.tree):
            if isinstance(found, ast.Call) and (called := name_of(found)) in rows:
                rows[called].producers.add(source.path.stem)
            if isinstance(found, Function):
                for event in _subscribed(found):
                    if event in rows:
                        rows[event].subscribers.add(f"{source.app.split('.')[-1]}.{found.name}")
    return sorted(rows.values(), key=lambda row: (row.app, row.name))


def _subscribed(node: Function) -> Iterator[str]:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and name_of(decorator) == "subscribe":
            yield from (name_of(argument) for argument in decorator.args)


def tasks(sources: Iterable[Source], default_queue: str) -> list[Task]:
    found = []
    for source in sources:
        for node in source.tree.body:
            if not isinstance(node, Function):
                continue
            for decorator in node.decorator_list:
                if name_of(decorator) == "shared_task":
                    options = _options(decorator, source.tree)
                    name = options.get("name", f"{source.module}.{node.name}")
                    queue = options.get("queue", default_queue)
                    found.append(Task(app=source.app, name=name, queue=queue, says=first_line(node)))
    return found


def _options(decorator: ast.expr, module: ast.Module) -> dict[str, str]:
    """The keywords that are constants, also those of a dictionary of the module's: `@shared_task(**PATIENCE)`."""
    found: dict[str, str] = {}
    for word in decorator.keywords if isinstance(decorator, ast.Call) else []:
        if word.arg and isinstance(word.value, ast.Constant):
            found[word.arg] = str(word.value.value)
        elif word.arg is None and isinstance(word.value, ast.Name):
            found |= _dictionary(word.value.id, module)
    return found


def _dictionary(name: str, module: ast.Module) -> dict[str, str]:
    for node in module.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = getattr(node, "value", None)
        if isinstance(value, ast.Dict) and name in [name_of(target) for target in targets]:
            pairs = zip(value.keys, value.values, strict=True)
            return {
                str(key.value): str(part.value)
                for key, part in pairs
                if isinstance(key, ast.Constant) and isinstance(part, ast.Constant)
            }
    return {}


def by_app(rows: Iterable[UseCase]) -> dict[str, list[UseCase]]:
    grouped: dict[str, list[UseCase]] = defaultdict(list)
    for row in rows:
        grouped[row.app].append(row)
    return dict(grouped)
