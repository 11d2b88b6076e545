"""What an import did, or why it did nothing: in words a person can act on, row by row."""

import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from comanda.kernel.tabular.reading import Table

KEPT_PROBLEMS = 1000
"""Problems listed one by one; beyond, they are only counted."""


class Progress(Protocol):
    """Told now and then how far an import is: rows done, rows in all, and what it is doing."""

    def __call__(self, done: int, total: int, stage: str = "") -> None: ...


def no_progress(done: int, total: int, stage: str = "") -> None:
    """For whoever does not watch."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """`row` counts as a spreadsheet does, the heading being row 1; 0: the file as a whole."""

    row: int
    column: str
    value: str
    problem: str
    remedy: str
    is_warning: bool = False
    """True: the row was imported all the same, in the way `problem` says."""
    file: str = ""
    """Which file, where an import takes several."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole story. With any error (not warning) nothing was written."""

    dry_run: bool
    rows: int
    """Rows read, over all files."""
    created: Mapping[str, int] = field(default_factory=dict)
    """Things made, by kind: {"items": 32, "sizes": 96}."""
    updated: Mapping[str, int] = field(default_factory=dict)
    unchanged: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[RowProblem, ...] = ()
    error_count: int = 0
    warning_count: int = 0
    notes: tuple[str, ...] = ()
    """What the import decided by itself, in sentences."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    totals: Mapping[str, str] = field(default_factory=dict)
    """Sums to compare with the file's own, as text: {"revenue": "817860.05"}."""
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        """Whether the data could be taken: warnings allowed, errors not."""
        return self.error_count == 0

    @property
    def was_written(self) -> bool:
        return self.is_clean and not self.dry_run

    @property
    def rows_per_second(self) -> float:
        return self.rows / self.seconds if self.seconds else 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"created": dict(self.created), "updated": dict(self.updated)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ImportReport":
        values = dict(data)
        values["problems"] = tuple(RowProblem(**problem) for problem in values.get("problems", ()))
        values["notes"] = tuple(values.get("notes", ()))
        return cls(**values)


class ReportBuilder:
    """Collects a report while an import runs."""

    def __init__(self, *, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.rows = 0
        self.created: Counter[str] = Counter()
        self.updated: Counter[str] = Counter()
        self.unchanged: Counter[str] = Counter()
        self.problems: list[RowProblem] = []
        self.error_count = 0
        self.warning_count = 0
        self.notes: list[str] = []
        self.totals: dict[str, str] = {}
        self.mapping: dict[str, str] = {}
        self._started = time.perf_counter()

    def error(self, row: int, column: str, value: str, problem: str, remedy: str, *, file: str = "") -> None:
        """A row that cannot be taken: the import will write nothing."""
        self.error_count += 1
        self._keep(RowProblem(row, column, value[:200], problem, remedy, False, file))

    def warn(self, row: int, column: str, value: str, problem: str, remedy: str, *, file: str = "") -> None:
        """A row that was taken in the way `problem` says."""
        self.warning_count += 1
        self._keep(RowProblem(row, column, value[:200], problem, remedy, True, file))

    def refuse_overlong(self, table: Table, *, file: str = "") -> None:
        """Rows with more cells than the file has headings: whatever lies beyond would be lost in silence."""
        for row, beyond in table.overlong():
            self.error(
                row,
                "",
                beyond,
                _("The row has more cells than the file has headings."),
                _("Put quotation marks around a text or a price that holds a “%(sign)s”.") % {"sign": table.delimiter},
                file=file,
            )

    def _keep(self, problem: RowProblem) -> None:
        if len(self.problems) < KEPT_PROBLEMS:
            self.problems.append(problem)

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)

    @property
    def is_clean(self) -> bool:
        return self.error_count == 0

    def finish(self) -> ImportReport:
        return ImportReport(
            dry_run=self.dry_run,
            rows=self.rows,
            created=dict(self.created),
            updated=dict(self.updated),
            unchanged=dict(self.unchanged),
            problems=tuple(self.problems),
            error_count=self.error_count,
            warning_count=self.warning_count,
            notes=tuple(self.notes),
            mapping=self.mapping,
            totals=self.totals,
            seconds=time.perf_counter() - self._started,
        )
