"""Who listens to what. Filled when apps start, by importing their `subscribers.py`."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from comanda.kernel.outbox.contracts import Event

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Subscriber:
    name: str
    event_class: type[Event]
    handler: Callable[[Any], None]


_subscribers: dict[str, dict[str, Subscriber]] = {}


def subscribe(event_class: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Run the function for every such event, in its tenant's context and in a transaction of its own.

    What it changes takes effect once however often the event is delivered. It must not talk to the network:
    it hands slow work to a task with `transaction.on_commit`.
    """

    def register(handler: Callable[[E], None]) -> Callable[[E], None]:
        subscriber = Subscriber(f"{handler.__module__}.{handler.__qualname__}", event_class, handler)
        _subscribers.setdefault(event_class.name, {})[subscriber.name] = subscriber
        return handler

    return register


def subscribers_of(name: str) -> list[Subscriber]:
    return list(_subscribers.get(name, {}).values())


def decode(event_class: type[Event], payload: dict[str, Any]) -> Event:
    """The dataclass from its JSON: unknown keys (a newer producer's) are dropped, lists become the tuples they were."""
    known = {field.name for field in fields(event_class)}
    return event_class(**{
        key: tuple(value) if isinstance(value, list) else value for key, value in payload.items() if key in known
    })  # fmt: skip
