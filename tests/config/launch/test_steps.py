"""A step runs when what it reads has changed, is skipped when it hasn't, and fails with what its program said."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from comanda.config.launch import run
from comanda.config.launch.console import Trouble
from comanda.config.launch.steps import Progress, StepFailedError, Steps, Unfinished, fingerprint


@pytest.fixture
def shown() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def console(shown: io.StringIO) -> Console:
    return Console(file=shown, width=200)


@pytest.fixture
def steps(console: Console, tmp_path: Path) -> Steps:
    return Steps(console=console, root=tmp_path, stamps=tmp_path / "stamps")


def test_unchanged_inputs_are_skipped(steps: Steps, shown: io.StringIO) -> None:
    ran: list[str] = []
    for inputs in ("a", "a", "b", "b"):
        steps.run("Front end", lambda _: ran.append("ran"), inputs=inputs)
    assert ran == ["ran", "ran"]
    assert shown.getvalue().count("unchanged") == 2


def test_lost_outputs_are_made_again(steps: Steps) -> None:
    ran: list[str] = []
    for outputs in (True, False):
        steps.run("Front end", lambda _: ran.append("ran"), inputs="a", outputs=outputs)
    assert len(ran) == 2


def test_a_failed_step_is_not_remembered(steps: Steps) -> None:
    def fail(progress: Progress) -> None:
        progress.program(sys.executable, "-c", "print('no flour'); raise SystemExit(4)")

    for _ in range(2):
        with pytest.raises(StepFailedError, match=r"ended with 4:\nno flour"):
            steps.run("Bake", fail, inputs="a")


def test_a_note_stands_beside_its_step(steps: Steps, shown: io.StringIO) -> None:
    steps.run("Servers", lambda _: "embedded")
    assert "Servers" in shown.getvalue()
    assert "· embedded" in shown.getvalue()


def test_fingerprints_follow_names_and_contents(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "a.py").write_text("1")
    (room / "a.txt").write_text("1")
    folders = {"room": (".py",)}
    seen = [fingerprint(tmp_path, folders=folders)]
    (room / "a.txt").write_text("2")
    assert fingerprint(tmp_path, folders=folders) == seen[0]
    (room / "a.py").write_text("2")
    seen.append(fingerprint(tmp_path, folders=folders))
    (room / "a.py").rename(room / "b.py")
    seen.append(fingerprint(tmp_path, folders=folders))
    assert len(set(seen)) == 3


def test_only_trouble_reaches_a_person(console: Console, shown: io.StringIO) -> None:
    listen = Trouble(console)
    for line in (
        "12:00:00 INFO    t_a  orders: placed",
        "12:00:01 ERROR   t_a  orders: failed",
        "Traceback (most recent call last):",
        "ValueError: no flour",
        "12:00:02 INFO    t_a  orders: placed again",
    ):
        listen("web", line)
    assert shown.getvalue().split("\n")[:-1] == [
        "     web 12:00:01 ERROR   t_a  orders: failed",
        "     web Traceback (most recent call last):",
        "     web ValueError: no flour",
    ]


def test_what_is_not_there_yet_gets_no_tick(steps: Steps, shown: io.StringIO) -> None:
    steps.run("Processes", lambda _: Unfinished("still waiting for worker"))
    assert "! Processes" in shown.getvalue()
    assert "still waiting for worker" in shown.getvalue()
    assert "✓" not in shown.getvalue()


def test_the_last_words_name_what_is_missing(console: Console, shown: io.StringIO) -> None:
    run._welcome(console, [], [])
    assert "Comanda is running" in shown.getvalue()
    shown.truncate(0)
    run._welcome(console, [], ["worker"])
    assert "Not all of Comanda is running: worker" in shown.getvalue()


@pytest.mark.parametrize(("module", "demo"), [("production", "False"), ("development", "True")])
def test_a_start_in_production_seeds_no_demo(module: str, demo: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": f"comanda.config.settings.{module}"}
    environment.pop("DEMO", None)
    program = "from comanda.config.launch.run import DEMO; print(DEMO)"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == demo
