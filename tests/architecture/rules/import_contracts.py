"""The import contracts stay whole: all there, exhaustive, and nothing ignored but the front doors."""

import re
from collections.abc import Iterable

DOOR = re.compile(r"\*\* -> (tenant_apps|shared_apps)\.\*\.(facade|contracts|events|errors)")
EXPECTED = {"layers", "protected", "acyclic_siblings", "forbidden"}


def weakened(contracts: Iterable[dict[str, object]]) -> list[str]:
    contracts = list(contracts)
    missing = EXPECTED - {str(contract["type"]) for contract in contracts}
    found = [f"no contract of type {kind}" for kind in sorted(missing)]
    for contract in contracts:
        ignored = contract.get("ignore_imports", [])
        found += [f"{contract['name']}: ignores {one}" for one in ignored if not DOOR.fullmatch(str(one))]
        if contract.get("containers") and not contract.get("exhaustive"):
            found.append(f"{contract['name']}: must be exhaustive")
    return found
