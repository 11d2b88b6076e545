"""From three answers to an open office: once, restartable, with the owner signed in."""

import html
import re
import threading
from datetime import time, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connections
from django.test import Client

from comanda.kernel.clock import now
from comanda.kernel.errors import DomainError
from shared_apps.accounts.facade import find_user
from shared_apps.accounts.models import User
from shared_apps.audit.facade import list_entries
from shared_apps.branding.facade import get_theme
from shared_apps.signup.contracts import Answers
from shared_apps.signup.models import Signup
from shared_apps.signup.services.finish_abandoned import finish_abandoned
from shared_apps.signup.services.run_next_step import run_next_step
from shared_apps.signup.services.start_signup import start_signup
from shared_apps.signup.web.forms import SignupForm
from tenant_apps.team.facade import find_access
from tenant_apps.venues.facade import list_hours, list_venues
from tenants.context import use_platform, use_tenant
from tenants.facade import find_tenant_by, get_chain, list_tenants
from tests.shared_apps.signup.conftest import ANSWERS


def made(slug="trattoria-brera"):
    with use_platform():
        return find_tenant_by(slug=slug)


def test_an_owner_lands_signed_in_at_their_office(sign_up, answers, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_up(answers)
    door = urlsplit(response["Location"])
    tenant = made()
    assert door.hostname == tenant.primary_domain == "trattoria-brera.localhost"
    owner = Client(headers={"host": tenant.primary_domain})
    assert owner.get(f"{door.path}?{door.query}")["Location"] == "/office/"
    page = owner.get("/office/")
    assert page.status_code == 200
    assert "Publish your menu" in page.content.decode()
    with use_tenant(tenant):
        [venue] = list_venues()
        assert (venue.name, venue.city, venue.timezone, venue.currency) == ("Brera", "Milano", "Europe/Rome", "EUR")
        assert len(list_hours(venue_id=venue.id)) == 6
        user = find_user(email="giulia@example.com")
        assert find_access(user_id=user.id).role == "owner"
        assert not user.email_verified
        assert User.objects.get(pk=user.id).check_password(ANSWERS["password"])
        assert get_theme(tenant_id=tenant.id).brand == "#b3261e"
    with use_platform():
        account = find_user(email="giulia@example.com")
        assert get_chain(chain_id=tenant.chain_id).owner_id == account.id
        signup = Signup.objects.get()
        assert signup.password_hash == ""
        assert ANSWERS["password"] not in str(signup.answers)
    [letter] = mail.outbox
    assert letter.to == ["giulia@example.com"]
    assert f"http://{tenant.primary_domain}" in letter.body


def test_clicking_twice_makes_one_tenant(sign_up, answers):
    before = len(list_tenants())
    first = sign_up(answers)
    second = sign_up(answers)
    assert "/enter/" in first["Location"]
    assert "/enter/" in second["Location"]
    assert len(list_tenants()) == before + 1
    with use_tenant(made()):
        assert len(list_venues()) == 1


def start(answers, token="t"):
    form = SignupForm(answers)
    assert form.is_valid(), form.errors
    start_signup(token=token, answers=form.answers(), password=answers["password"])


@pytest.mark.parametrize("crash_after", ["account", "tenant", "venue", "look", "owner"])
def test_a_crash_is_continued(answers, on_platform, monkeypatch, crash_after):
    """The machine dies right after a step has done its work and before that was written down."""
    start(answers, "crash")
    crashed = []

    def dying(signup, name):
        if name == crash_after and not crashed:
            crashed.append(name)
            raise SystemExit("the plug was pulled")
        signup.done = [*signup.done, name]
        signup.save(update_fields=["done"])

    monkeypatch.setattr("shared_apps.signup.services.run_next_step._done", dying)
    tenants_before = len(list_tenants())
    for _ in range(12):
        try:
            progress = run_next_step(token="crash")
        except SystemExit:
            continue
        if progress.finished:
            break
    assert crashed == [crash_after]
    assert progress.finished
    assert len(list_tenants()) == tenants_before + 1
    with use_tenant(made()):
        assert len(list_venues()) == 1
        assert find_access(user_id=find_user(email="giulia@example.com").id).role == "owner"


def test_a_crash_between_the_tenant_and_its_note_is_recognised(answers, on_platform, monkeypatch):
    form = SignupForm(answers)
    assert form.is_valid()
    start_signup(token="crash", answers=form.answers(), password=answers["password"])
    run_next_step(token="crash")
    run_next_step(token="crash")
    tenant = made()
    Signup.objects.update(tenant_id=None, done=["account"])  # as if the second save had never happened
    while not (progress := run_next_step(token="crash")).finished:
        assert not progress.problem
    assert Signup.objects.get().tenant_id == tenant.id


def test_a_browser_that_goes_away_leaves_no_half_restaurant(answers, on_platform):
    form = SignupForm(answers)
    assert form.is_valid()
    start_signup(token="gone", answers=form.answers(), password=answers["password"])
    run_next_step(token="gone")
    run_next_step(token="gone")
    assert finish_abandoned() == 0  # it may still be there
    Signup.objects.update(created_at=now() - timedelta(minutes=2))
    assert finish_abandoned() == 1
    with use_tenant(made()):
        assert find_access(user_id=find_user(email="giulia@example.com").id).role == "owner"
    assert finish_abandoned() == 0


def test_what_was_never_finished_forgets_the_password(answers, on_platform):
    form = SignupForm(answers)
    assert form.is_valid()
    start_signup(token="old", answers=form.answers(), password=answers["password"])
    Signup.objects.update(created_at=now() - timedelta(days=2))
    assert finish_abandoned() == 0
    assert Signup.objects.get().password_hash == ""
    assert made() is None
    Signup.objects.update(created_at=now() - timedelta(days=29))
    start_signup(token="new", answers=form.answers(), password=answers["password"])
    finish_abandoned()
    assert Signup.objects.count() == 2
    Signup.objects.filter(token="old").update(created_at=now() - timedelta(days=31))
    finish_abandoned()
    assert Signup.objects.get().token == "new"  # its neighbour's mail address and telephone are forgotten


def test_steps_go_on_while_redis_is_away(answers, on_platform, settings):
    start(answers)
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    for _ in range(8):
        progress = run_next_step(token="t")
    assert progress.finished, progress


@pytest.fixture
def without_redis(settings):
    settings.CACHES = settings.CACHES | {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}


def test_a_sign_up_starts_while_redis_is_away(without_redis, sign_up, answers):
    assert "/enter/" in sign_up(answers)["Location"]
    assert made() is not None


def test_an_account_s_password_waits_for_redis_and_says_why(sign_up, answers, platform_client, request):
    sign_up(answers)
    request.getfixturevalue("without_redis")
    refused = sign_up(answers | {"subdomain": "another-brera"}, token="second", client=platform_client)
    assert refused.status_code == 422
    page = html.unescape(refused.content.decode())
    assert "It is not your fault" in page
    assert "Too many tries with a wrong password" not in page
    assert Signup.objects.count() == 1


def test_thirty_a_minute_start_from_one_address(sign_up, answers, platform_client, hold_clock):
    hold_clock(now().replace(second=0))
    for number in range(30):
        platform_client.post("/signup/", answers | {"step": "3", "token": f"t{number}", "subdomain": f"brera-{number}"})
    late = platform_client.post("/signup/", answers | {"step": "3", "token": "late"})
    assert late.status_code == 429
    assert "Too many sign-ups" in late.content.decode()
    assert Signup.objects.count() == 30


def test_whoever_comes_while_a_step_is_done_only_looks(answers, on_platform):
    start(answers)
    Signup.objects.update(busy_until=now() + timedelta(seconds=20))
    assert run_next_step(token="t").steps[0].state == "now"
    assert Signup.objects.get().done == []
    Signup.objects.update(busy_until=now() - timedelta(seconds=1))
    assert run_next_step(token="t").steps[0].state == "done"


def test_of_two_who_want_one_address_one_gets_it(sign_up, answers, platform_client):
    assert "/enter/" in sign_up(answers, token="one")["Location"]
    # The second one was told it is free a moment ago, and has sent the form already.
    rival = answers | {"email": "rival@example.com", "brand": "Rival"}
    response = platform_client.post("/signup/", rival | {"step": "3", "token": "two"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "already taken" in page
    assert 'value="Rival"' in page  # nothing is lost


@pytest.mark.django_db(transaction=True)
def test_a_race_for_an_address_has_one_winner_and_a_way_on(answers):
    contestants = [f"rival-{number}" for number in range(4)]
    for name in contestants:
        form = SignupForm(answers | {"email": f"{name}@example.com", "brand": name})
        with use_platform():
            assert form.is_valid(), form.errors
            start_signup(token=name, answers=form.answers(), password=answers["password"])
            run_next_step(token=name)
    gate, results = threading.Barrier(4), {}

    def run(name):
        with use_platform():
            gate.wait()
            results[name] = run_next_step(token=name)
            connections.close_all()

    racers = [threading.Thread(target=run, args=[name]) for name in contestants]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    losers = [name for name, progress in results.items() if progress.problem]
    assert len(losers) == 3
    assert all(results[name].problem["code"] == "subdomain_taken" for name in losers)
    client = Client(headers={"host": "localhost"})
    with use_platform():
        session = client.session
        session["signups"] = losers
        session.save()
        client.cookies["sessionid"] = session.session_key
    assert b"Choose another one" in client.get(f"/signup/{losers[0]}/").content
    assert client.post(f"/signup/{losers[0]}/subdomain/", {"subdomain": "trattoria-brera"}).status_code == 422
    assert client.post(f"/signup/{losers[0]}/subdomain/", {"subdomain": "rival-here"}).status_code == 302
    for _ in range(8):
        response = client.post(f"/signup/{losers[0]}/next/")
    assert "http://rival-here.localhost" in response["Location"]


def test_somebody_elses_sign_up_is_not_there(sign_up, answers):
    assert "/enter/" in sign_up(answers, token="mine")["Location"]
    stranger = Client(headers={"host": "localhost"})
    assert stranger.get("/signup/mine/").status_code == 404
    assert stranger.post("/signup/mine/next/").status_code == 404


def test_the_platform_account_is_not_taken_over(sign_up, answers, platform_client):
    assert "/enter/" in sign_up(answers, token="one")["Location"]
    thief = answers | {"subdomain": "another-place", "password": "a different password"}
    response = platform_client.post("/signup/", thief | {"step": "3", "token": "two"})
    assert response.status_code == 422
    assert "has a Comanda account already" in response.content.decode()
    assert made("another-place") is None
    second = answers | {"subdomain": "another-place"}
    assert "/enter/" in sign_up(second, token="three")["Location"]
    with use_platform():
        owners = {get_chain(chain_id=made(slug).chain_id).owner_id for slug in ("trattoria-brera", "another-place")}
    assert len(owners) == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("subdomain", "public", "reserved"),
        ("subdomain", "pg_x", "reserved|letters"),
        ("subdomain", "a'; drop table x", "letters"),
        ("subdomain", "alfa", "taken"),
        ("brand", "", "required"),
        ("timezone", "Mars/Olympus", "time zone"),
        ("currency", "12", "least 3|three letters"),
        ("phone", "12", "6 to 15"),
        ("open_days", [], "required"),
        ("closes", "12:00", "same time"),
        ("email", "nobody", "valid email"),
        ("password", "short", "too short|at least 10"),
    ],
)
def test_bad_answers_are_named_and_nothing_is_lost(platform_client, answers, field, value, said):
    response = platform_client.post("/signup/", answers | {field: value, "step": "3", "token": "x"})
    page = response.content.decode()
    assert response.status_code == 422
    assert re.search(said, page)
    assert Signup.objects.using("control").count() == 0
    for name in ("street", "owner_name"):
        assert f'value="{answers[name]}"' in page
    assert answers["password"] not in page


def test_each_step_asks_only_for_its_own(platform_client, answers):
    first = {name: answers[name] for name in ("brand", "subdomain", "colour", "country")}
    response = platform_client.post("/signup/", first | {"step": "1", "token": "x"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="street"' in page
    assert 'name="currency" value="EUR"' in page
    assert "field-error" not in page
    back = platform_client.post("/signup/", first | {"step": "2", "token": "x", "go": "back"})
    assert 'value="Trattoria Brera"' in back.content.decode()


def test_the_address_is_checked_while_typing(platform_client, tenant_a):
    assert b"is free" in platform_client.get("/signup/subdomain/", {"subdomain": "Da-Mario"}).content
    assert b"taken" in platform_client.get("/signup/subdomain/", {"subdomain": "alfa"}).content
    assert b"reserved" in platform_client.get("/signup/subdomain/", {"subdomain": "www"}).content


def test_answers_survive_the_journey_through_json():
    form_values = ANSWERS | {"open_days": (0, 5)}
    del form_values["password"]
    answers = Answers(**form_values | {"opens": time(12), "closes": time(1, 30)})
    assert Answers.from_json(answers.as_json()) == answers


def test_an_unknown_sign_up_is_an_error(on_platform):
    with pytest.raises(DomainError):
        run_next_step(token="nobody")


def test_guessing_at_an_account_counts_as_at_the_front_door(sign_up, answers, platform_client):
    sign_up(answers)
    wrong = answers | {"subdomain": "another-brera", "password": "not her password at all"}
    said = [sign_up(wrong, token=f"guess-{n}", client=platform_client).status_code for n in range(7)]
    assert said == [422] * 5 + [429] * 2
    right = sign_up(answers | {"subdomain": "another-brera"}, token="right", client=platform_client)
    assert right.status_code == 429, "not even the right one is listened to"
    assert "Too many tries" in right.content.decode()
    door = {"login": answers["email"], "password": answers["password"]}
    assert platform_client.post("/account/login/", door).status_code == 429
    with use_platform():
        assert len(list_entries(action="accounts.sign_in_failed")) == 5
        assert Signup.objects.count() == 1
    assert made("another-brera") is None
