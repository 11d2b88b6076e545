"""From the platform's front page to one's own office: by the address, or by a letter with all of them."""

import html
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from kombu.exceptions import OperationalError

from comanda.kernel.clock import now
from shared_apps.accounts.facade import create_user
from shared_apps.accounts.models import User
from shared_apps.mailbox.contracts import Letter
from shared_apps.mailbox.tasks import deliver_letter
from tenants.context import use_platform, use_tenant
from tenants.contracts import NewTenant
from tenants.facade import add_domain, create_tenant, make_primary, suspend_tenant, verify_domain
from tenants.models import Domain, Tenant
from tenants.resolution import forget_map

PASSWORD = "quattro formaggi al tavolo"
UNKNOWN = "We know no restaurant at this address."


@pytest.fixture(autouse=True)
def _plain_port(settings):
    settings.PUBLIC_PORT = ""


@pytest.fixture
def find(platform_client):
    return lambda address, **more: platform_client.post("/sign-in/", {"address": address, **more})


@pytest.fixture
def ask(platform_client, tasks_in_line, django_capture_on_commit_callbacks):
    def send(email, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return platform_client.post("/sign-in/forgotten/", {"email": email}, **more)

    return send


@pytest.mark.parametrize("path", ["/", "/signup/"])
def test_the_way_in_leads_to_the_question(platform_client, path):
    assert 'href="/sign-in/"' in platform_client.get(path).content.decode()
    page = platform_client.get("/sign-in/").content.decode()
    assert "Which restaurant?" in page
    assert ".localhost" in page


@pytest.mark.parametrize(
    "typed",
    [
        "alfa", " Alfa ", "ALFA.Localhost", "alfa.localhost:1", "http://alfa.localhost/v/x/?next=//evil.example",
        "https://ada:pw@alfa.localhost:99/office/#x", "alfa/office/", "alfa.localhost.",
    ],
)  # fmt: skip
def test_every_spelling_of_its_address_leads_to_its_office(find, tenant_a, tenant_b, typed, settings):
    settings.PUBLIC_PORT = ":8123"
    assert tenant_a.slug == "alfa"
    assert find(typed)["Location"] == "http://alfa.localhost:8123/office/"
    assert find(typed.lower().replace("alfa", "bravo"))["Location"] == "http://bravo.localhost:8123/office/"


def test_the_name_over_the_door_leads_there_too(find, tenant_a):
    Domain.objects.filter(domain="alfa.localhost").update(domain="caffe-nero.localhost")
    assert find("Caffè Nero")["Location"] == "http://caffe-nero.localhost/office/"


def test_an_own_domain_leads_to_the_office_once_it_is_proven(find, tenant_a, tenant_b):
    domain = add_domain(tenant_id=tenant_a.id, host="www.alfa-test.example")
    assert find("www.alfa-test.example").status_code == 422
    verify_domain(domain_id=domain.id, proven=True)
    forget_map()
    assert find("https://www.alfa-test.example/menu")["Location"] == "http://alfa.localhost/office/"
    make_primary(domain_id=domain.id)
    forget_map()
    assert find("alfa")["Location"] == "http://www.alfa-test.example/office/"
    assert find("bravo")["Location"] == "http://bravo.localhost/office/"


def test_a_browser_may_go_on_to_an_own_domain_from_this_page_alone(platform_client):
    """Browsers stop a form whose answer leads to a host that its page's policy does not name."""

    def may_go(path):
        policy = platform_client.get(path)["Content-Security-Policy"]
        return next(part for part in policy.split(";") if part.strip().startswith("form-action")).split()

    assert "http:" in may_go("/sign-in/")
    assert "http:" not in may_go("/sign-in/forgotten/")


@pytest.mark.parametrize(
    "typed",
    [
        "nobody-here", "evil.example", "https://evil.example/alfa.localhost", "//evil.example", "javascript:alert(1)",
        "https://alfa.localhost@evil.example/", "alfa.localhost.evil.example",
        "http://[::1", "localhost", "http://localhost:8000/", "alfa.localhost%0d%0aX: y", "…", "x" * 3000,
        "\"><script>alert(1)</script>", "' OR 1=1 --",
    ],
)  # fmt: skip
def test_what_is_unknown_stays_in_the_field_and_leads_nowhere(find, tenant_a, typed):
    refused = find(typed, next="https://evil.example/")
    assert refused.status_code == 422
    assert "Location" not in refused
    page = refused.content.decode()
    assert f'value="{html.escape(typed)}"'.replace("&#x27;", "&#39;") in page.replace("&#x27;", "&#39;")
    assert 'aria-invalid="true"' in page
    assert "/sign-in/forgotten/" in page
    assert "<script>alert" not in page


def test_nothing_typed_is_asked_for_again(find):
    refused = find("  ")
    assert refused.status_code == 422
    assert "Type the address where your guests find you." in refused.content.decode()


def test_a_suspended_restaurant_says_so_itself(find, tenant_a, tenant_b):
    suspend_tenant(tenant_id=tenant_a.id)
    assert find("alfa")["Location"] == "http://alfa.localhost/office/"
    assert Client(headers={"host": "alfa.localhost"}).get("/office/").status_code == 503
    assert find("bravo")["Location"] == "http://bravo.localhost/office/"


def test_an_erased_restaurant_is_unknown(find, tenant_a):
    Tenant.objects.filter(pk=tenant_a.id).update(status="erased")
    refused = find("alfa")
    assert refused.status_code == 422
    assert UNKNOWN in refused.content.decode()


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/forgotten/", "/sign-in/forgotten/sent/"])
def test_a_restaurant_s_own_host_asks_no_such_thing(client_a, path):
    assert client_a.get(path).status_code == 404


def test_it_asks_in_italian(platform_client, find):
    platform_client.get("/language/it/")
    assert "Quale ristorante?" in platform_client.get("/sign-in/").content.decode()
    assert "Non conosciamo nessun ristorante a questo indirizzo." in find("nobody").content.decode()
    assert "Dov’è il mio ufficio?" in platform_client.get("/sign-in/forgotten/").content.decode()


def owner(email, *names):
    with use_platform():
        user_id = create_user(email=email, password=PASSWORD, name="Ada", verified=True)
    for name in names:
        create_tenant(NewTenant(name, name.lower(), "IT", "EUR", "Europe/Rome", owner_id=user_id))
    return user_id


@pytest.mark.django_db(transaction=True)
def test_the_letter_lists_what_its_reader_owns_and_nothing_else(ask, tenant_a):
    owner("ada@example.com", "Terra", "Aria")
    owner("bob@example.com", "Fuoco")
    with use_tenant(tenant_a):
        create_user(email="guest@example.com", password=None, name="Guest", verified=True)
    answer = ask("ADA@example.com ")
    assert answer["Location"] == "/sign-in/forgotten/sent/"
    [letter] = mail.outbox
    assert letter.to == ["ada@example.com"]
    assert letter.from_email.startswith("Comanda")
    for text in (letter.body, letter.alternatives[0][0]):
        assert "Terra" in text
        assert "http://terra.localhost/office/" in text
        assert "http://aria.localhost/office/" in text
        assert "fuoco" not in text.lower()
    assert '<a href="http://aria.localhost/office/"' in letter.alternatives[0][0]
    mail.outbox.clear()
    for stranger in ("nobody@example.com", "guest@example.com"):
        same = ask(stranger)
        assert (same.status_code, same["Location"], same.content) == (302, answer["Location"], answer.content)
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_the_letter_is_written_in_the_language_of_who_asked(ask):
    owner("ada@example.com", "Terra")
    ask("ada@example.com", headers={"accept-language": "it"})
    [letter] = mail.outbox
    assert letter.subject == "Dove si trova il tuo ufficio"


@pytest.mark.django_db(transaction=True)
def test_no_letter_to_who_owns_nothing_or_may_not_sign_in(ask, hold_clock):
    owner("ada@example.com")
    bob = owner("bob@example.com", "Fuoco")
    with use_platform():
        User.objects.filter(pk=bob).update(is_active=False)
    ask("ada@example.com")
    ask("bob@example.com")
    assert mail.outbox == []
    with use_platform():
        User.objects.filter(pk=bob).update(is_active=True)
    hold_clock(now() + timedelta(minutes=2))
    ask("bob@example.com")
    assert [letter.to for letter in mail.outbox] == [["bob@example.com"]]


@pytest.mark.django_db(transaction=True)
def test_one_mailbox_gets_a_letter_a_minute_whoever_asks(ask, hold_clock):
    owner("ada@example.com", "Terra")
    start = now().replace(second=0)
    hold_clock(start)
    assert [ask("ada@example.com").status_code, ask("Ada@example.com").status_code] == [302, 302]
    assert len(mail.outbox) == 1
    hold_clock(start + timedelta(minutes=1))
    ask("ada@example.com")
    assert len(mail.outbox) == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_broker_the_letter_goes_out_at_once(platform_client, monkeypatch):
    def away(*_args):
        raise OperationalError

    owner("ada@example.com", "Terra")
    monkeypatch.setattr("shared_apps.signup.tasks.send_offices_to.delay", away)
    assert platform_client.post("/sign-in/forgotten/", {"email": "ada@example.com"}).status_code == 302
    assert len(mail.outbox) == 1


def test_five_a_minute_may_be_asked_for_from_one_address(ask, platform_client, hold_clock):
    hold_clock(now().replace(second=0))
    assert {ask(f"a{number}@example.com").status_code for number in range(5)} == {302}
    late = ask("late@example.com")
    assert late.status_code == 429
    assert "Wait a minute" in late.content.decode()
    assert 'value="late@example.com"' in late.content.decode()


def test_what_is_no_e_mail_address_is_said_at_the_field(ask):
    refused = ask("ada@")
    assert refused.status_code == 422
    assert 'value="ada@"' in refused.content.decode()
    assert mail.outbox == []


def test_links_arrive_as_they_were_written(db, platform):
    letter = {"subject": "S", "heading": "H", "links": [["Terra", "http://terra.localhost/office/"]]}
    deliver_letter("ada@example.com", "en", letter)
    assert "Terra:\nhttp://terra.localhost/office/" in mail.outbox[0].body
    assert Letter("S", "H").links == ()
