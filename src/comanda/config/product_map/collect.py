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
                    options = _options(decorator)
                    name = options.get("name", f"{source.module}.{node.name}")
                    queue = options.get("queue", default_queue)
                    found.append(Task(app=source.app, name=name, queue=queue, says=first_line(node)))
    return found


def _options(decorator: ast.expr) -> dict[str, str]:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {word.arg: str(word.value.value) for word in keywords if word.arg and isinstance(word.value, ast.Constant)}


def by_app(rows: Iterable[UseCase]) -> dict[str, list[UseCase]]:
    grouped: dict[str, list[UseCase]] = defaultdict(list)
    for row in rows:
        grouped[row.app].append(row)
    return dict(grouped)
