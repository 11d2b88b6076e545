"""The map is read from the sources: what stands in them stands in it, and the same sources give the same page."""

import ast
from pathlib import Path

from comanda.config.management.commands.check_links import broken_links
from comanda.config.product_map.collect import events, tasks, use_cases
from comanda.config.product_map.render import render
from comanda.config.product_map.sources import Source


def source(app: str, path: str, text: str) -> Source:
    return Source(app=app, path=Path(path), tree=ast.parse(text))


ORDERING = [
    source(
        "tenant_apps.ordering",
        "tenant_apps/ordering/services/place_order.py",
        'def place_order(*, cart):\n    """Place it.\n\n    More."""\n    publish(OrderPlaced(order_id=1))\n'
        "def part(): ...\n",
    ),
    source("tenant_apps.ordering", "tenant_apps/ordering/events.py", "class OrderPlaced(Event):\n    order_id: int\n"),
    source(
        "tenant_apps.kitchen",
        "tenant_apps/kitchen/subscribers.py",
        "@subscribe(OrderPlaced)\ndef on_order_placed(event): ...\n",
    ),
    source(
        "tenant_apps.ordering",
        "tenant_apps/ordering/tasks.py",
        '@shared_task(name="ordering.sweep", queue="urgent")\ndef sweep():\n    """Sweep."""\n'
        "@shared_task\ndef rest(): ...\n"
        'PATIENCE: dict[str, Any] = {"max_retries": 8, "queue": "urgent"}\n'
        '@shared_task(name="ordering.ask", **PATIENCE)\ndef ask(): ...\n',
    ),
]


def test_use_cases() -> None:
    assert [(row.name, row.says) for row in use_cases(ORDERING)] == [("place_order", "Place it.")]


def test_events_know_who_tells_and_who_hears() -> None:
    (row,) = events(ORDERING)
    assert (row.name, row.producers, row.subscribers) == ("OrderPlaced", {"place_order"}, {"kitchen.on_order_placed"})


def test_tasks_know_their_queue() -> None:
    found = [(row.name, row.queue) for row in tasks(ORDERING, "slow")]
    assert found == [
        ("ordering.sweep", "urgent"),
        ("tenant_apps.ordering.tasks.rest", "slow"),
        ("ordering.ask", "urgent"),
    ]


def test_written_twice_is_written_the_same(settings) -> None:
    queue = settings.CELERY_TASK_DEFAULT_QUEUE
    page = render(settings.ROOT, default_queue=queue)
    assert page == render(settings.ROOT, default_queue=queue)
    assert "place_order" in page


def test_broken_links_are_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# A title, with `code`\n")
    page = tmp_path / "page.md"
    page.write_text(
        "[a](there.md) [b](there.md#a-title-with-code) [c](https://example.org/x) [d](gone.md) [e](there.md#gone)\n"
        "```\n[f](in-a-fence.md)\n```\n"
    )
    assert list(broken_links(page)) == ["gone.md", "there.md#gone"]
