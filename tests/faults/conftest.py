"""Two restaurants on a whole chain that this folder's tests break on purpose."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
import pytest

from comanda.kernel.embedded import ensure_services
from tests.chain import MANAGE, Chain, running_chain
from tests.smoke import opening
from tests.smoke.report import Report
from tests.smoke.stage import Stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/faults" in str(item.path):
            item.add_marker(pytest.mark.timeout(600))
            item.add_marker(pytest.mark.xdist_group("faults"))


@dataclass(frozen=True, slots=True)
class Place:
    """A restaurant as its guests see it, and its books as nobody should be able to see them from outside."""

    stage: Stage
    database: str
    schema: str

    @property
    def api(self) -> Any:
        return self.stage.here.api

    def rows(self, query: LiteralString, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database) as connection:
            connection.execute(f"SET search_path TO {self.schema}".encode())
            return connection.execute(query, values).fetchall()

    def count(self, what: LiteralString, *values: object) -> int:
        """`what` comes after SELECT count(*) FROM."""
        return int(self.rows("SELECT count(*) FROM " + what, *values)[0][0])


@dataclass(frozen=True, slots=True)
class Town:
    chain: Chain
    alfa: Place
    bravo: Place

    def kill_redis(self) -> None:
        pid = int((self.chain.var / "redis" / "redis.pid").read_text())
        os.kill(pid, signal.SIGKILL)

    def bring_redis_back(self) -> None:
        ensure_services(var=self.chain.var, with_postgres=False)

    def tick(self, task: str) -> None:
        """What the clock sends every other minute, now."""
        send = f"from tenants.tasks import for_each_tenant; for_each_tenant.delay({task!r}, 60)"
        self.chain.run(sys.executable, MANAGE, "shell", "--no-imports", "-c", send)

    def kill_job_process(self) -> None:
        """One that does the worker's tasks; the worker itself lives on."""
        listed = subprocess.run(
            ["/bin/ps", "-o", "pid=", "--ppid", str(self.chain.programs["worker"].pid)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        for pid in listed.stdout.split():
            os.kill(int(pid), signal.SIGKILL)


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    with running_chain(job_pool="prefork") as chain:
        database = ensure_services(var=chain.var).database_url
        yield Town(chain, _open(chain, database, "Alfa"), _open(chain, database, "Bravo"))


def _open(chain: Chain, database: str, brand: str) -> Place:
    stage = Stage(report=Report(), port=chain.port)
    subdomain = f"{brand.lower()}-{stage.run}"
    stage.first = opening.sign_up(stage, brand, subdomain, country="IT", city="Milano")
    opening.furnish(stage)
    opening.import_menu(stage)
    opening.publish(stage)
    assert not stage.report.failed
    with psycopg.connect(database) as connection:
        found = connection.execute(
            "SELECT schema_name FROM public.tenants_tenant WHERE slug = %s", [subdomain]
        ).fetchone()
    assert found
    return Place(stage, database, found[0])
