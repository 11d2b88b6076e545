"""Production refuses to start unsafe or half-configured, says what is wrong and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from comanda.config import checks

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DATABASE_URL": "postgresql://comanda:pw@db.example:5432/comanda",
    "REDIS_URL": "redis://redis.example:6379/0",
    "PLATFORM_HOST": "comanda.example",
    "JWT_PRIVATE_KEY": "-----BEGIN PRIVATE KEY-----",
    "EMAIL_URL": "smtp+tls://mail.example:587",
}


@pytest.fixture
def production(settings, monkeypatch: pytest.MonkeyPatch):
    settings.ENVIRONMENT = "production"
    settings.DEBUG = False
    settings.SECRET_KEY = "q8Zr-" * 12
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return settings


def test_a_good_configuration_passes(production) -> None:
    assert checks.production_is_configured(None) == []
    checks.refuse_unsafe()


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_missing_variable_is_named_with_its_remedy(production, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name)
    (problem,) = checks.production_is_configured(None)
    assert problem.msg == f"{name} is not set."
    assert f"Set {name} to" in str(problem.hint)
    with pytest.raises(ImproperlyConfigured, match=name):
        checks.refuse_unsafe()


def test_debug_is_refused(production) -> None:
    production.DEBUG = True
    assert [problem.id for problem in checks.production_is_configured(None)] == ["comanda.E001"]


@pytest.mark.parametrize(("secret", "expected"), [("short", "comanda.E003"), ("a" * 80, "comanda.E003")])
def test_a_weak_secret_is_refused(production, secret: str, expected: str) -> None:
    production.SECRET_KEY = secret
    assert [problem.id for problem in checks.production_is_configured(None)] == [expected]


def test_the_default_secret_is_refused(production) -> None:
    production.SECRET_KEY = production.DEFAULT_SECRET_KEY
    (problem,) = checks.production_is_configured(None)
    assert problem.id == "comanda.E002"
    assert "token_urlsafe" in str(problem.hint)


def test_development_needs_nothing(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ENVIRONMENT = "development"
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)
    assert checks.production_is_configured(None) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        [sys.executable, "src/manage.py", "check"],
        [sys.executable, "-c", "import comanda.config.wsgi"],
        [sys.executable, "-c", "import comanda.config.asgi"],
        [sys.executable, "-m", "celery", "-A", "comanda.config.celery", "worker", "-Q", "slow", "-c", "1"],
        [sys.executable, "-m", "celery", "-A", "comanda.config.celery", "beat", "--pidfile="],
        [sys.executable, "src/manage.py", "relay_outbox"],
    ],
    ids=["manage.py", "pages", "sockets", "worker", "clock", "relay"],
)
def test_every_way_in_refuses(command: list[str], tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "comanda.config.settings.production",
        "COMANDA_VAR": str(tmp_path / "var"),
    }
    tried = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=100)
    assert tried.returncode != 0
    for name in ("SECRET_KEY", *GOOD):
        assert name in tried.stderr
    assert not (tmp_path / "var").exists()  # and starts no embedded server on the way


@pytest.mark.parametrize(("demo", "expected"), [("0", "False"), ("1", "True")])
def test_production_takes_the_test_card_for_a_demo_only(demo: str, expected: str) -> None:
    environment = {**os.environ, **GOOD, "DEMO": demo, "DJANGO_SETTINGS_MODULE": "comanda.config.settings.production"}
    environment.pop("PAYMENTS_TEST_CARD", None)
    program = "from django.conf import settings; print(settings.PAYMENTS_TEST_CARD)"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == expected


@pytest.mark.parametrize("seconds", [0, 60, 119])
def test_jobs_need_time(settings, seconds: int) -> None:
    settings.VISIBILITY_TIMEOUT = seconds
    (problem,) = checks.values_make_sense(None)
    assert problem.id == "comanda.E005"
    with pytest.raises(ImproperlyConfigured, match="CELERY_VISIBILITY_TIMEOUT"):
        checks.refuse_unsafe()
    settings.VISIBILITY_TIMEOUT = 120
    assert checks.values_make_sense(None) == []


@pytest.mark.parametrize("name", ["", "a:b", "Chef", "a*", "-a"])
def test_an_installation_has_a_plain_name(settings, name: str) -> None:
    settings.INSTALLATION = name
    assert [problem.id for problem in checks.values_make_sense(None)] == ["comanda.E006"]
