"""What is collected is what pages ask for, by its hashed name, with its compressed twin."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from comanda.config.static_files import LARGE


@pytest.fixture
def collected(settings, tmp_path: Path) -> Path:
    storage = "comanda.config.static_files.ProductFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", "--noinput", "--verbosity=0")
    return tmp_path


def test_only_what_pages_ask_for_is_there(collected: Path, client_a) -> None:
    files = [path.relative_to(collected) for path in collected.rglob("*") if path.is_file()]
    unhashed = [
        path for path in files if not re.search(r"\.[0-9a-f]{12}(\.|$)", path.name) and path.name != "staticfiles.json"
    ]
    assert unhashed == []
    assert [path for path in files if path.suffix == ".map" or "redoc" in path.parts] == []
    asked = 0
    for address in ("/api/v1/docs/", "/account/login/"):
        for name in re.findall(r'(?:src|href)="/static/([^"#?]+)', client_a.get(address).content.decode()):
            asked += 1
            assert (collected / name).is_file(), f"{address} asks for {name}"
    assert asked > 4


def test_pages_are_squeezed_to_the_last_byte_and_the_rest_quickly(collected: Path) -> None:
    page = staticfiles_storage.stored_name("front/storefront.css")
    assert (collected / f"{page}.br").stat().st_size < (collected / f"{page}.gz").stat().st_size * 0.9
    bundle = staticfiles_storage.stored_name("drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js")
    assert (collected / f"{bundle}.br").stat().st_size < (collected / bundle).stat().st_size / 3
    ours = [Path(finders.find(f"front/{name}")) for name in ("storefront.css", "office.css", "core.js", "zones.js")]
    assert max(path.stat().st_size for path in ours) < LARGE
