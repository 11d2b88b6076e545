"""Pictures: checked by content, stripped, resized, kept in their tenant's own folder."""

import io

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from PIL import Image

from tenant_apps.catalog import facade
from tenant_apps.catalog.errors import PictureRefusedError
from tenant_apps.catalog.models import Item, Picture
from tenant_apps.catalog.services import encode_picture as saving
from tenant_apps.catalog.services.set_picture import set_picture
from tenants.context import TenantRef, use_tenant
from tests.tenant_apps.catalog.conftest import fill_menu


def picture(size=(1600, 1200), colour="#c0392b", kind="JPEG", **more) -> bytes:
    target = io.BytesIO()
    Image.new("RGB" if kind == "JPEG" else "RGBA", size, colour).save(target, kind, **more)
    return target.getvalue()


def stored(path: str, width: int) -> bytes:
    with default_storage.open(f"{path}/{width}.webp") as file:
        return file.read()


def test_a_photograph_becomes_three_webp_files_without_its_secrets(menu_a):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "A camera that tells"
    saved = set_picture(item_id=menu_a["cola"], data=picture((1200, 1600), exif=exif), alt=" A cola ")
    assert saved is not None
    assert (saved.widths, saved.width, saved.height, saved.alt) == ([320, 640, 1280], 1280, 960, "A cola")
    for width in saved.widths:
        data = stored(saved.path, width)
        image = Image.open(io.BytesIO(data))
        assert (image.format, image.size) == ("WEBP", (width, width * 3 // 4))
        assert not image.getexif()
        assert b"camera" not in data
    red, green, blue = (int(saved.colour[place : place + 2], 16) for place in (1, 3, 5))
    assert red > 150 > green + blue


def test_small_and_see_through_pictures_are_taken_as_they_are(menu_a):
    small = set_picture(item_id=menu_a["cola"], data=picture((200, 100), "#00000000", "PNG"))
    assert small is not None
    assert (small.widths, small.colour) == ([200], "#ffffff")
    middle = set_picture(item_id=menu_a["cola"], data=picture((500, 250), "#112233", "WEBP"))
    assert middle is not None
    assert middle.widths == [320, 500]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(100),
        picture()[:400],
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        picture((8, 8)),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(menu_a, data):
    with pytest.raises(PictureRefusedError) as refused:
        set_picture(item_id=menu_a["cola"], data=data)
    assert "picture" in refused.value.fields
    assert refused.value.remedy
    assert not Picture.objects.exists()
    assert Item.objects.get(pk=menu_a["cola"]).picture_id is None


def test_too_many_bytes_or_pixels_are_refused_before_they_are_unpacked(menu_a, monkeypatch):
    monkeypatch.setattr(saving, "MAX_BYTES", 1000)
    with pytest.raises(PictureRefusedError):
        set_picture(item_id=menu_a["cola"], data=picture())
    monkeypatch.setattr(saving, "MAX_BYTES", 10_000_000)
    monkeypatch.setattr(saving, "MAX_PIXELS", 1000)
    with pytest.raises(PictureRefusedError):
        set_picture(item_id=menu_a["cola"], data=picture())
    assert not Picture.objects.exists()


def test_files_lie_in_their_own_tenants_folder_and_are_served_by_its_host_alone(
    client_a: Client, client_b: Client, tenant_a: TenantRef, tenant_b: TenantRef, venue_a, venue_b
):
    with use_tenant(tenant_a):
        ids = fill_menu()
        saved = set_picture(item_id=ids["cola"], data=picture())
        assert saved is not None
        image = facade.publish_menu(venue_id=venue_a.id).items[ids["cola"]].image
    assert image is not None
    address = image.sources[640]
    assert tenant_a.schema not in address
    served = client_a.get(address)
    assert served.status_code == 200
    assert served["Content-Type"] == "image/webp"
    assert "immutable" in served["Cache-Control"]
    assert Image.open(io.BytesIO(served.getvalue())).size == (640, 480)
    assert client_b.get(address).status_code == 404
    with use_tenant(tenant_b):
        assert not default_storage.exists(f"{saved.path}/640.webp")
    assert (settings.MEDIA_ROOT / tenant_a.schema / saved.path / "640.webp").is_file()


def test_a_replaced_picture_goes_unless_a_published_menu_shows_it(menu_a, venue_a, django_capture_on_commit_callbacks):
    first = set_picture(item_id=menu_a["cola"], data=picture())
    assert first is not None
    with django_capture_on_commit_callbacks(execute=True):
        second = set_picture(item_id=menu_a["cola"], data=picture(colour="#00ff00"))
    assert second is not None
    assert not default_storage.exists(f"{first.path}/640.webp")
    facade.publish_menu(venue_id=venue_a.id)
    with django_capture_on_commit_callbacks(execute=True):
        set_picture(item_id=menu_a["cola"], data=None)
    assert default_storage.exists(f"{second.path}/640.webp")


def test_staff_upload_over_the_api(manager_a: Client, tenant_a: TenantRef):
    with use_tenant(tenant_a):
        ids = fill_menu()
    upload = SimpleUploadedFile("cola.jpg", picture(), "image/jpeg")
    response = manager_a.generic(
        "PUT",
        f"/api/v1/items/{ids['cola']}/picture/",
        *_multipart({"picture": upload, "alt": "A cola"}),
    )
    assert response.status_code == 200, response.content
    assert set(response.json()["image"]["sources"]) == {"320", "640", "1280"}
    wrong = SimpleUploadedFile("cola.jpg", b"not a picture", "image/jpeg")
    response = manager_a.generic("PUT", f"/api/v1/items/{ids['cola']}/picture/", *_multipart({"picture": wrong}))
    assert (response.status_code, response.json()["code"]) == (400, "picture_refused")


def _multipart(data: dict) -> tuple[bytes, str]:
    return encode_multipart(BOUNDARY, data), MULTIPART_CONTENT
