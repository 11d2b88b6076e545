"""Where each alias leads, from the environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json
from comanda.config.settings import test as settings
print(json.dumps({name: [known["NAME"], known["DIRECT_URL"]] for name, known in settings.DATABASES.items()}))
"""
ONE = "postgresql://u:p@one:5432/one"
TWO = "postgresql://u:p@two:5432/two?sslmode=require"


def ask(tmp_path: Path, **environment: str) -> dict[str, list[str]]:
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "COMANDA_VAR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env=surroundings | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"DATABASE_URL": ONE}, {"default": ["one", ""], "control": ["one", ""]}),
        (
            {"DATABASE_URL": ONE, "DIRECT_DATABASE_URL": "past-one"},
            {"default": ["one", "past-one"], "control": ["one", "past-one"]},
        ),
        (  # another database has another way past its pooler
            {"DATABASE_URL": ONE, "DIRECT_DATABASE_URL": "past-one", "CONTROL_DATABASE_URL": TWO},
            {"default": ["one", "past-one"], "control": ["two", ""]},
        ),
        (
            {"DATABASE_URL": ONE, "SHARD_URLS": f"north={TWO},south={ONE}", "DIRECT_SHARD_URLS": "north=past-two"},
            {"default": ["one", ""], "control": ["one", ""], "north": ["two", "past-two"], "south": ["one", ""]},
        ),
    ],
    ids=["one database", "its pooler", "a control database of its own", "shards"],
)
def test_each_alias_leads_where_it_is_told(tmp_path, environment, expected) -> None:
    assert ask(tmp_path, **environment) == expected
