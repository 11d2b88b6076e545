"""What went right and what did not, one line each."""

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Report:
    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, what: str, is_so: object, detail: object = "") -> bool:
        """Counts, and says `detail` where it is not so. Goes on either way."""
        if is_so:
            self.passed += 1
            print(f"  ok    {what}", flush=True)
        else:
            self.failed += 1
            print(f"  FAIL  {what}  {str(detail)[:600]}", flush=True)
        return bool(is_so)

    @contextmanager
    def chapter(self, title: str) -> Iterator[None]:
        """A chapter that breaks counts once and the next ones still run."""
        print(title, flush=True)
        started = time.monotonic()
        try:
            yield
        except Exception as error:  # noqa: BLE001 - whatever broke, the report goes on
            last = traceback.extract_tb(error.__traceback__)[-1]
            self.check(f"{title} ran to its end", False, f"{type(error).__name__}: {error} ({last.name}:{last.lineno})")
        print(f"        {time.monotonic() - started:.1f} s", flush=True)

    def summary(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


def eventually(ask: Callable[[], T], *, seconds: float = 45, pause: float = 0.25) -> T:
    """What `ask` answers once it is true, or its last answer: work behind the scenes takes its time."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < deadline:
        time.sleep(pause)
    return answer
