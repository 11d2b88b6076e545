"""Rooms and tiers as numbers, read from the import contracts: one place says what stands above what."""

import functools
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("src", "tenants", "shared_apps", "tenant_apps")
KERNEL, ENGINE, SHARED, TENANT, CONFIG = 0, 100, 200, 300, 900


@functools.cache
def contracts() -> list[dict[str, object]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]


@functools.cache
def tiers() -> dict[str, int]:
    """App of `tenant_apps` -> height; siblings share one."""
    layers = next(contract["layers"] for contract in contracts() if contract.get("containers") == ["tenant_apps"])
    lines = [re.findall(r"\w+", str(layer)) for layer in reversed(list(layers))]
    return {app: TENANT + height for height, apps in enumerate(lines) for app in apps}


def height(module: str) -> int | None:
    """How high a module stands; None for what isn't ours. Siblings of `shared_apps` share a height."""
    parts = module.split(".")
    if parts[:2] == ["comanda", "kernel"]:
        return KERNEL
    if parts[:2] == ["comanda", "config"]:
        return CONFIG
    if parts[0] == "tenants":
        return ENGINE
    if parts[0] == "shared_apps":
        return SHARED
    return tiers().get(parts[1]) if parts[0] == "tenant_apps" and len(parts) > 1 else None


def our_modules(root: Path = ROOT) -> list[Path]:
    return sorted(path for room in ROOMS for path in (root / room).rglob("*.py"))
