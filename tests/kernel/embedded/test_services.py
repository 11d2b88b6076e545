"""Real servers in a folder of their own: started once by many, healed after kill -9, gone when told to go."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from comanda.kernel.embedded import (
    ensure_services,
    privileges,
    redis_server,
    running_services,
    service_urls,
    stop_services,
)
from comanda.kernel.embedded import postgres as postgres_server
from comanda.kernel.embedded.addresses import LONGEST_SOCKET_PATH, make_private, socket_dir
from comanda.kernel.embedded.processes import read_pid

ROOT = Path(__file__).resolve().parents[3]
BOTH = frozenset({"postgres", "redis"})
pytestmark = pytest.mark.slow


@pytest.fixture
def fresh() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cv-") as folder:
        path = Path(folder) / "var"
        yield path
        stop_services(var=path)


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """One state folder for what works on any: making a cluster takes a second."""
    with tempfile.TemporaryDirectory(prefix="cv-") as folder:
        path = Path(folder) / "var"
        yield path
        stop_services(var=path)


def query(var: Path, sql: str) -> object:
    with psycopg.connect(service_urls(var).database_url) as connection:
        row = connection.execute(sql.encode()).fetchone()
    return row[0] if row else None


def processes_in(var: Path) -> list[psutil.Process]:
    folders = {str(var / "postgres"), str(var / "redis")}
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() in folders:
                found.append(process)
        except psutil.Error:
            continue
    return found


def test_start_and_stop(var: Path) -> None:
    urls = ensure_services(var=var)
    assert running_services(var=var) == BOTH
    assert str(query(var, "SHOW server_version")).startswith("18")
    assert [query(var, f"SHOW {name}") for name in ("fsync", "max_locks_per_transaction", "listen_addresses")] == [
        "on",
        "256",
        "",
    ]
    with redis.Redis.from_url(urls.redis_url) as client:
        assert client.ping()
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    stop_services(var=var)
    assert running_services(var=var) == frozenset()
    assert processes_in(var) == []


def test_only_what_is_asked_for(fresh: Path) -> None:
    ensure_services(var=fresh, with_postgres=False)
    assert running_services(var=fresh) == {"redis"}


def test_data_survives_a_stop(var: Path) -> None:
    ensure_services(var=var)
    query_in(var, "CREATE TABLE IF NOT EXISTS kept (word text)", "INSERT INTO kept VALUES ('basil')")
    stop_services(var=var)
    ensure_services(var=var)
    assert query(var, "SELECT word FROM kept") == "basil"


def query_in(var: Path, *statements: str) -> None:
    with psycopg.connect(service_urls(var).database_url) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_kill_of_everything_is_healed(var: Path) -> None:
    urls = ensure_services(var=var)
    query_in(var, "CREATE TABLE IF NOT EXISTS kept (word text)", "INSERT INTO kept VALUES ('basil')")
    with redis.Redis.from_url(urls.redis_url) as client:
        client.set("kept", "thyme")
        time.sleep(1.2)  # the append-only file is synced every second
    killed = processes_in(var)
    for process in killed:
        process.kill()
    psutil.wait_procs(killed, timeout=10)
    ensure_services(var=var)
    assert query(var, "SELECT word FROM kept") == "basil"
    with redis.Redis.from_url(urls.redis_url) as client:
        assert client.get("kept") == b"thyme"


def test_kill_of_the_postmaster_alone_is_healed(var: Path) -> None:
    ensure_services(var=var, with_redis=False)
    postmaster = psutil.Process(read_pid(postgres_server.data_dir(var) / "postmaster.pid"))
    postmaster.send_signal(signal.SIGKILL)
    psutil.wait_procs([postmaster], timeout=10)
    ensure_services(var=var, with_redis=False)
    assert query(var, "SELECT 1") == 1


def test_pid_files_of_strangers_are_not_believed(var: Path) -> None:
    """After a reboot the id in a stale file may belong to anybody: here, to this very test."""
    ensure_services(var=var)
    stop_services(var=var)
    (postgres_server.data_dir(var) / "postmaster.pid").write_text(f"{os.getpid()}\n{var}\n")
    (redis_server.data_dir(var) / "redis.pid").write_text(f"{os.getpid()}\n")
    assert running_services(var=var) == frozenset()
    ensure_services(var=var)
    assert running_services(var=var) == BOTH


def test_crash_inside_initdb_is_healed(fresh: Path) -> None:
    data = postgres_server.data_dir(fresh)
    data.mkdir(parents=True)
    (data / "half-made").write_text("")
    ensure_services(var=fresh, with_redis=False)
    assert not (data / "half-made").exists()


def test_many_at_once_start_one(var: Path) -> None:
    stop_services(var=var)
    script = (
        "import sys; sys.path.insert(0, 'src'); from pathlib import Path; "
        "from comanda.kernel.embedded import ensure_services; ensure_services(var=Path(sys.argv[1]))"
    )

    def start(_: int) -> int:
        return subprocess.run([sys.executable, "-c", script, str(var)], cwd=ROOT, check=False, timeout=100).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == [0, 0, 0, 0]
    masters = [found for found in processes_in(var) if found.ppid() not in {other.pid for other in processes_in(var)}]
    assert len(masters) == 2


def test_long_folders_get_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a-folder-with-quite-a-name"] * 5) / "var"
    try:
        ensure_services(var=deep)
        assert query(deep, "SELECT 1") == 1
        sockets = socket_dir(deep, "pg")
        assert len(str(sockets)) < LONGEST_SOCKET_PATH
        assert not sockets.is_relative_to(deep)
    finally:
        stop_services(var=deep)
    assert not sockets.parent.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must become somebody else")
def test_root_runs_postgres_as_somebody_else_even_in_closed_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privileges, "ACCOUNTS", ("nobody",))
    with tempfile.TemporaryDirectory(prefix="cv-") as closed:  # mode 0700, owned by root
        var = Path(closed) / "var"
        try:
            ensure_services(var=var, with_redis=False)
            owner = psutil.Process(read_pid(postgres_server.data_dir(var) / "postmaster.pid")).username()
            assert owner == "nobody"
            assert Path(closed).stat().st_mode & 0o077 == 0
        finally:
            stop_services(var=var)


def test_a_folder_that_somebody_planted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "pg").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError, match="COMANDA_VAR"):
        make_private(tmp_path / "pg", owners=frozenset({os.geteuid()}))
    if os.geteuid() == 0:
        (tmp_path / "redis").mkdir()
        os.chown(tmp_path / "redis", 4321, 4321)
        with pytest.raises(PermissionError, match="belongs to somebody else"):
            make_private(tmp_path / "redis", owners=frozenset({0}))


def test_a_failing_start_shows_the_log(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_services(var=var)
    monkeypatch.setitem(postgres_server.TUNING, "shared_buffers", "no such amount")
    with pytest.raises(postgres_server.PostgresFailedError, match="shared_buffers"):
        ensure_services(var=var, with_redis=False)
