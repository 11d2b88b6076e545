"""Letters look like their tenant, are kept where there is no mail server, and do not exist in production."""

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives

from shared_apps.branding.facade import save_theme
from shared_apps.mailbox.facade import Letter, send_letter, send_soon
from shared_apps.mailbox.providers import local
from tenants.context import use_tenant

LETTER = Letter(
    subject="Your order", heading="It is on its way", paragraphs=("Ten minutes.",), button_label="Follow it",
    button_url="http://alfa.localhost/orders/x/", rows=(("Margherita", "€ 8.50"),),
)  # fmt: skip


@pytest.fixture
def kept(settings, tmp_path):
    settings.VAR = tmp_path
    settings.EMAIL_BACKEND = "shared_apps.mailbox.providers.local.MailboxBackend"
    return tmp_path


def test_a_letter_is_in_its_tenants_name_and_colour(tenant_a, tenant_b, db):
    with use_tenant(tenant_a):
        save_theme(tenant_id=tenant_a.id, brand="#f2e35b", accent="#000000")
        send_letter(to="ada@example.com", letter=LETTER)
    with use_tenant(tenant_b):
        send_letter(to="ada@example.com", letter=LETTER)
    first, second = mail.outbox
    html = first.alternatives[0][0]
    assert first.from_email.startswith("Alfa <")
    assert second.from_email.startswith("Bravo <")
    assert "background:#f2e35b" in html
    assert "color:#000000" in html  # dark letters on a light colour
    assert "#f2e35b" not in second.alternatives[0][0]
    assert "http://alfa.localhost/orders/x/" in first.body
    assert "Margherita: € 8.50" in first.body


def test_what_people_typed_is_not_markup(as_tenant_a):
    send_letter(to="ada@example.com", letter=Letter(subject="a\r\nBcc: eve@example.com", heading="<script>x</script>"))
    [sent] = mail.outbox
    assert "<script>" not in sent.alternatives[0][0]
    assert "\n" not in sent.subject
    assert sent.recipients() == ["ada@example.com"]


def test_nothing_is_sent_for_what_did_not_happen(as_tenant_a, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        send_soon(to="ada@example.com", letter=LETTER)
        assert mail.outbox == []
    for callback in callbacks:
        callback()
    assert len(mail.outbox) == 1


def test_letters_are_kept_and_shown(kept, as_tenant_a, platform_client, client_b):
    send_letter(to="ada@example.com", letter=LETTER)
    [stored] = local.list_mail()
    page = platform_client.get("/mail/")
    assert page.status_code == 200
    assert "Your order" in page.content.decode()
    body = platform_client.get(f"/mail/{stored.id}/body/")
    assert "It is on its way" in body.content.decode()
    policy = body["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "script-src 'none'" in policy
    assert body["X-Frame-Options"] == "SAMEORIGIN"
    assert client_b.get("/mail/").status_code == 404  # other people's letters are not on a tenant's host


def test_the_list_follows_new_letters(kept, as_tenant_a, platform_client):
    send_letter(to="ada@example.com", letter=LETTER)
    seen = local.newest_id()
    assert platform_client.get("/mail/news/", {"seen": seen}).status_code == 204
    send_letter(to="bea@example.com", letter=LETTER)
    fresh = platform_client.get("/mail/news/", {"seen": seen})
    assert fresh.status_code == 200
    assert "bea@example.com" in fresh.content.decode()


@pytest.mark.parametrize("name", ["../../etc/passwd", "nothing", "00000000-0000-7000-8000-000000000000"])
def test_only_letters_can_be_read(kept, platform_client, name):
    assert local.find_mail(name) is None
    assert platform_client.get(f"/mail/{name}/body/").status_code == 404


def test_the_newest_stay(kept, as_tenant_a, monkeypatch):
    monkeypatch.setattr(local, "KEEP", 3)
    for number in range(5):
        send_letter(to="ada@example.com", letter=Letter(subject=f"No. {number}", heading="x"))
    assert [stored.subject for stored in local.list_mail()] == ["No. 4", "No. 3", "No. 2"]


def test_in_production_nothing_is_kept_or_shown(kept, platform_client, settings, as_tenant_a):
    send_letter(to="ada@example.com", letter=LETTER)
    settings.ENVIRONMENT = "production"
    for path in ("/mail/", "/mail/news/", f"/mail/{local.newest_id()}/body/"):
        assert platform_client.get(path).status_code == 404
    assert platform_client.post("/mail/clear/").status_code == 404
    with pytest.raises(ImproperlyConfigured):
        EmailMultiAlternatives("x", "y", "a@example.com", ["b@example.com"]).send()
    assert len(local.list_mail()) == 1
