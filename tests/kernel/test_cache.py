"""A cache that is full is a cache that forgets, not an error."""

import subprocess
import time

import pytest
import redis

from comanda.kernel.cache import PatientRedisCache
from comanda.kernel.embedded import redis_server
from comanda.kernel.silence import Silence


@pytest.fixture
def full(tmp_path):
    """A Redis of its own that has no room left and throws nothing out."""
    address = tmp_path / "r.sock"
    server = subprocess.Popen(
        [str(redis_server.redis_program()), "--port", "0", "--unixsocket", str(address), "--save", "",
         "--maxmemory-policy", "noeviction", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until = time.monotonic() + 10
        while not address.exists() and time.monotonic() < until:
            time.sleep(0.02)
        cache = PatientRedisCache(
            f"unix://{address}", {"KEY_FUNCTION": "django.core.cache.backends.base.default_key_func"}
        )
        cache.set("kept", "fig")
        with redis.Redis.from_url(f"unix://{address}") as operator:
            operator.config_set("maxmemory", "1")
        yield cache
        cache.close()
    finally:
        server.kill()
        server.wait()


def test_a_full_redis_drops_writes_and_still_answers(full, caplog):
    full.set("new", "plum")
    full.set_many({"a": 1, "b": 2})
    assert not full.add("lock", 1)
    assert full.get("new") is None
    assert full.get("kept") == "fig"
    assert full.delete("kept")
    assert "takes no writes: OutOfMemoryError" in caplog.text


def test_silence_ends_by_itself():
    silence = Silence(seconds=0.05)
    assert not silence.lasts
    silence.begin()
    assert silence.lasts
    time.sleep(0.06)
    assert not silence.lasts
