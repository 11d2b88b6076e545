"""The team through the API: owners only, the last of them stays, and next door nobody is touched."""

import json

import pytest
from django.core import mail
from django.test import Client

from shared_apps.audit.facade import list_entries
from tenant_apps.team.contracts import Role
from tenant_apps.team.facade import accept_invitation, find_access, list_invitations, list_staff
from tenants.context import use_tenant
from tests.tenant_apps.staff import client_of, hire

pytestmark = pytest.mark.django_db
TEAM = "/api/v1/team/"


class Owner:
    def __init__(self, client: Client) -> None:
        self.client = client

    def post(self, path="", body=None, *, key=None):
        headers = {"idempotency-key": key} if key else {}
        return self.client.post(f"{TEAM}{path}", json.dumps(body or {}), "application/json", headers=headers)

    def patch(self, path, body):
        return self.client.patch(f"{TEAM}{path}", json.dumps(body), "application/json")

    def get(self, path=""):
        return self.client.get(f"{TEAM}{path}")


@pytest.fixture
def owner(tenant_a, brera):
    return Owner(client_of(tenant_a, Role.OWNER))


@pytest.fixture
def bice(tenant_a, owner):
    user_id = hire(tenant_a, Role.CASHIER, name="Bice")
    with use_tenant(tenant_a):
        return next(member for member in list_staff() if member.user_id == user_id)


def everybody(tenant):
    with use_tenant(tenant):
        return list_staff(), list_invitations()


def test_somebody_is_invited_once_by_letter(owner, tenant_a, brera, tasks_in_line, django_capture_on_commit_callbacks):
    body = {"email": "Kim@Example.com", "role": "kitchen", "venue_ids": [brera.id]}
    assert owner.post("invitations/", body).json()["code"] == "idempotency_key_missing"
    with django_capture_on_commit_callbacks(execute=True):
        first = owner.post("invitations/", body, key="k1")
    assert first.status_code == 201, first.content
    assert (first.json()["email"], first.json()["venue_ids"]) == ("kim@example.com", [brera.id])
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post("invitations/", body, key="k1").json() == first.json()
    [letter] = mail.outbox
    assert owner.post("invitations/", body | {"role": "owner"}, key="k1").json()["code"] == "idempotency_key_reused"
    assert owner.get("invitations/").json() == [first.json()]
    [key] = [line.split("/invitations/")[1].split("/")[0] for line in letter.body.split() if "/invitations/" in line]
    with use_tenant(tenant_a):
        user_id = accept_invitation(key=key, name="Kim", password="quattro formaggi al tavolo")
        assert find_access(user_id=user_id).can("kitchen.work", brera.id)
    again = owner.post("invitations/", body, key="k1")
    assert again.status_code == 201, "what came of it, as it stands by now"
    assert again.json() == first.json() | {"accepted_at": again.json()["accepted_at"]}
    assert again.json()["accepted_at"]
    withdrawn = {"email": "lee@example.com", "role": "driver"}
    made = owner.post("invitations/", withdrawn, key="k2").json()
    owner.post(f"invitations/{made['id']}/withdrawal/")
    assert owner.post("invitations/", withdrawn, key="k2").json()["revoked_at"]
    assert owner.get("invitations/").json() == []


def test_an_invitation_is_withdrawn(owner, tenant_a):
    made = owner.post("invitations/", {"email": "kim@example.com", "role": "driver"}, key="k1").json()
    assert owner.post(f"invitations/{made['id']}/withdrawal/").status_code == 204
    assert owner.post(f"invitations/{made['id']}/withdrawal/").status_code == 404
    assert owner.get("invitations/").json() == []
    with use_tenant(tenant_a):
        assert [entry.action for entry in list_entries(action="team.")] == ["team.revoke_invitation", "team.invite"]


def test_roles_and_venues_change_in_part(owner, tenant_a, bice, brera):
    place = f"{bice.id}/"
    assert owner.patch(place, {"role": "manager"}).json()["venue_ids"] is None
    changed = owner.patch(place, {"venue_ids": [brera.id]}).json()
    assert (changed["role"], changed["venue_ids"]) == ("manager", [brera.id])
    assert owner.get(place).json() == changed
    assert changed in owner.get().json()
    assert owner.patch(place, {"venue_ids": None}).json()["venue_ids"] is None


def test_somebody_leaves_and_comes_back(owner, tenant_a, bice):
    assert owner.post(f"{bice.id}/deactivation/").json()["is_active"] is False
    with use_tenant(tenant_a):
        assert find_access(user_id=bice.user_id) is None
    assert owner.post(f"{bice.id}/reactivation/").json()["is_active"] is True


def test_the_last_owner_stays(owner, tenant_a):
    [me] = owner.get().json()
    assert owner.patch(f"{me['id']}/", {"role": "cashier"}).json()["code"] == "last_owner"
    assert owner.post(f"{me['id']}/deactivation/").status_code == 409
    assert owner.get().json() == [me]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("invitations/", {"role": "kitchen"}, "email"),
        ("invitations/", {"email": "nobody", "role": "kitchen"}, "email"),
        ("invitations/", {"email": "kim@example.com", "role": "emperor"}, "role"),
        ("invitations/", {"email": "kim@example.com", "role": "kitchen", "venue_ids": []}, "venue_ids"),
        ("invitations/", {"email": "kim@example.com", "role": "kitchen", "venue_ids": [999]}, "venue_ids.0"),
        ("invitations/", {"email": "kim@example.com", "role": "kitchen", "venue_ids": ["1"]}, "venue_ids.0"),
        ("{}/", {"role": "emperor"}, "role"),
        ("{}/", {"role": None}, "role"),
        ("{}/", {"venue_ids": [999]}, "venue_ids.0"),
        ("{}/", {"is_active": False}, "is_active"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field_and_changes_nothing(owner, tenant_a, bice, path, body, field):
    before = everybody(tenant_a)
    send = owner.patch if "{}" in path else lambda path, body: owner.post(path, body, key="k1")
    answer = send(path.replace("{}", str(bice.id)), body)
    assert answer.status_code == 400, answer.content
    assert field in answer.json()["fields"]
    assert everybody(tenant_a) == before


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CASHIER, Role.KITCHEN, Role.DRIVER, None])
def test_only_owners_run_the_team(owner, tenant_a, bice, role):
    made = owner.post("invitations/", {"email": "kim@example.com", "role": "driver"}, key="k1").json()
    other = Owner(client_of(tenant_a, role) if role else Client(headers={"host": tenant_a.primary_domain}))
    before = everybody(tenant_a)
    expected = 403 if role else 401
    for path in ("", f"{bice.id}/", "invitations/"):
        assert other.get(path).status_code == expected
    for path in (f"{bice.id}/deactivation/", f"{bice.id}/reactivation/", f"invitations/{made['id']}/withdrawal/"):
        assert other.post(path).status_code == expected
    assert other.patch(f"{bice.id}/", {"role": "owner"}).status_code == expected
    assert other.post("invitations/", {"email": "me@example.com", "role": "owner"}, key="k2").status_code == expected
    assert everybody(tenant_a) == before


def test_the_tenant_next_door_finds_nobody(owner, tenant_a, tenant_b, bice):
    made = owner.post("invitations/", {"email": "kim@example.com", "role": "driver"}, key="k1").json()
    stranger = Owner(client_of(tenant_b, Role.OWNER))
    before = everybody(tenant_a), everybody(tenant_b)
    assert stranger.get(f"{bice.id + 1000}/").status_code == 404
    for path in (f"{bice.id}/", f"{bice.id}/deactivation/", f"{bice.id}/reactivation/"):
        assert (
            stranger.patch(path, {"role": "owner"}) if path.count("/") == 1 else stranger.post(path)
        ).status_code == 404
    assert stranger.post(f"invitations/{made['id']}/withdrawal/").status_code == 404
    assert (everybody(tenant_a), everybody(tenant_b)) == before
