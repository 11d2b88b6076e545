"""Real child processes: restarted, logged, and none left behind however the supervisor ends."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from comanda.kernel.embedded.children import Child, kill_group, start_child
from comanda.kernel.embedded.supervisor import Supervisor, end_leftovers

ROOT = Path(__file__).resolve().parents[3]
SLEEP = (sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)")
# A child that starts one of its own and ignores being asked to end.
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    "print(child.pid, flush=True); time.sleep(60)",
)


def until(condition: Callable[[], object], *, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


class Heard:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.said: list[str] = []

    def supervisor(self, tmp_path: Path, *children: Child) -> Supervisor:
        return Supervisor(
            children,
            cwd=tmp_path,
            var=tmp_path,
            listen=lambda _name, line: self.lines.append(line),
            say=self.said.append,
        )


def ledger(tmp_path: Path) -> list[int]:
    return [entry["pid"] for entry in json.loads((tmp_path / "run" / "children.json").read_text())]


def test_output_reaches_the_log_and_the_listener(tmp_path: Path) -> None:
    heard = Heard()
    supervisor = heard.supervisor(tmp_path, Child("cook", SLEEP))
    supervisor.start()
    assert until(lambda: supervisor.tick(0.05) or heard.lines == ["up"])
    supervisor.stop()
    assert (tmp_path / "log" / "cook.log").read_text() == "up\n"


def test_a_child_that_ends_is_started_again_later_and_later(tmp_path: Path) -> None:
    heard = Heard()
    supervisor = heard.supervisor(tmp_path, Child("cook", (sys.executable, "-c", "raise SystemExit(3)")))
    supervisor.start()
    assert until(lambda: supervisor.tick(0.05) or len(heard.said) >= 3)
    supervisor.stop()
    assert heard.said[:3] == [f"cook ended with 3; starting it again in {pause} s" for pause in ("0.5", "1", "2")]


def test_stopping_ends_children_and_what_they_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comanda.kernel.embedded.supervisor.GRACE", 0.5)
    heard = Heard()
    supervisor = heard.supervisor(tmp_path, Child("stubborn", STUBBORN), Child("cook", SLEEP))
    supervisor.start()
    assert until(lambda: supervisor.tick(0.05) or len(heard.lines) == 2)
    grandchild = next(int(line) for line in heard.lines if line.isdigit())
    children = ledger(tmp_path)
    supervisor.stop()
    assert until(lambda: all(gone(pid) for pid in [*children, grandchild]))
    assert not (tmp_path / "run" / "children.json").exists()


def test_a_killed_supervisor_takes_its_children_along_or_the_next_start_does(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, 'src'); from pathlib import Path\n"
        "from comanda.kernel.embedded.children import Child\n"
        "from comanda.kernel.embedded.supervisor import Supervisor\n"
        f"children = [Child('cook', {SLEEP!r}), Child('stubborn', {STUBBORN!r})]\n"
        "var = Path(sys.argv[1])\n"
        "one = Supervisor(children, cwd=var, var=var, listen=lambda name, line: print(line, flush=True), say=print)\n"
        "one.start()\n"
        "while True: one.tick(0.1)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    lines = [running.stdout.readline().strip() for _ in range(2)]
    grandchild = next(int(line) for line in lines if line.isdigit())
    cook, stubborn = ledger(tmp_path)
    running.kill()
    running.wait()
    running.stdout.close()
    assert until(lambda: gone(cook))  # asked by the kernel, and obeys
    assert not gone(stubborn)  # asked too, and doesn't
    end_leftovers(tmp_path / "run" / "children.json", seconds=0.5)
    assert until(lambda: gone(stubborn) and gone(grandchild))


def test_strangers_in_the_ledger_are_left_alone(tmp_path: Path) -> None:
    stranger = start_child(Child("stranger", SLEEP), cwd=tmp_path)
    try:
        path = tmp_path / "children.json"
        born = psutil.Process(stranger.pid).create_time()
        path.write_text(json.dumps([{"pid": stranger.pid, "created": born + 5}]))
        end_leftovers(path)
        assert stranger.poll() is None
        assert not path.exists()
    finally:
        kill_group(stranger.pid)
        stranger.wait()
        assert stranger.stdout is not None
        stranger.stdout.close()


def test_children_do_not_get_our_ctrl_c(tmp_path: Path) -> None:
    child = start_child(Child("cook", SLEEP), cwd=tmp_path)
    try:
        assert os.getpgid(child.pid) == child.pid != os.getpgid(0)
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


def test_a_foreground_program_is_ended_with_us(tmp_path: Path) -> None:
    script = (
        "import os, sys; sys.path.insert(0, 'src'); from pathlib import Path\n"
        "from comanda.kernel.embedded.children import run_to_end\n"
        f"code = run_to_end({SLEEP!r}, cwd=Path('.'), environment=dict(os.environ))\n"
        "print('tidied up after', code, flush=True)\n"
    )
    running = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "up\n"
    running.terminate()
    said, _ = running.communicate(timeout=20)
    assert said == f"tidied up after {-signal.SIGTERM}\n"
