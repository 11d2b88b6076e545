"""Tables that people bring and take away: read CSV as it really comes, name what is wrong, write it safely.

`mapping` always goes field -> column: the name we know -> the heading in the file.
"""

from comanda.kernel.tabular.mapping import Field, guess_mapping, resolve_mapping
from comanda.kernel.tabular.reading import Table, read_table
from comanda.kernel.tabular.reports import ImportReport, Progress, ReportBuilder, RowProblem, no_progress
from comanda.kernel.tabular.values import parse_amount, split_list
from comanda.kernel.tabular.writing import neutralise, write_csv

__all__ = [
    "Field",
    "ImportReport",
    "Progress",
    "ReportBuilder",
    "RowProblem",
    "Table",
    "guess_mapping",
    "neutralise",
    "no_progress",
    "parse_amount",
    "read_table",
    "resolve_mapping",
    "split_list",
    "write_csv",
]
