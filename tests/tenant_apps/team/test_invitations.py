"""Invitations: one address, one role, once, for a week, at one tenant."""

import contextlib
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.test import Client

from comanda.kernel.clock import now
from comanda.kernel.errors import ValidationFailedError
from shared_apps.accounts.facade import create_user, find_user
from shared_apps.audit.facade import list_entries
from tenant_apps.team.errors import AlreadyOnTeamError, InvitationForOtherError, InvitationInvalidError
from tenant_apps.team.facade import (
    accept_invitation,
    find_access,
    find_invitation,
    invite,
    list_invitations,
    list_staff,
    revoke_invitation,
)
from tenant_apps.team.models import Invitation, StaffMember
from tenants.context import use_tenant
from tests.tenant_apps.team.conftest import PASSWORD, hire


@pytest.fixture
def invited(olga, tenant_a):
    """The token of Kim's invitation to Alfa's kitchen."""
    with use_tenant(tenant_a):
        return invite(email="Kim@Example.com", role="kitchen", venue_ids=[3], invited_by=olga).token


def test_a_newcomer_joins(tenant_a, invited):
    with use_tenant(tenant_a):
        user_id = accept_invitation(key=invited, name="Kim Sorel", password=PASSWORD)
        access = find_access(user_id=user_id)
        assert access.can("kitchen.work", 3)
        assert not access.can("kitchen.work", 4)
        assert not access.can("team.manage")
        assert find_user(email="kim@example.com").email_verified
        assert list_invitations() == ()
        assert [entry.action for entry in list_entries(action="team.")] == ["team.join", "team.invite"]


def test_it_works_once(tenant_a, invited):
    with use_tenant(tenant_a):
        accept_invitation(key=invited, name="Kim", password=PASSWORD)
        with pytest.raises(InvitationInvalidError):
            accept_invitation(key=invited, name="Eve", password=PASSWORD)
        assert len(list_staff()) == 2


def test_it_is_worth_nothing_at_another_tenant(tenant_a, tenant_b, invited, otto):
    with use_tenant(tenant_b):
        before = list_staff()
        assert find_invitation(key=invited) is None
        with pytest.raises(InvitationInvalidError):
            accept_invitation(key=invited, name="Kim", password=PASSWORD)
        assert list_staff() == before
        assert find_user(email="kim@example.com") is None
    with use_tenant(tenant_a):
        assert find_invitation(key=invited) is not None


@pytest.mark.parametrize("how", ["expired", "revoked", "replaced", "invented"])
def test_a_dead_one_changes_nothing(tenant_a, invited, olga, how):
    with use_tenant(tenant_a):
        if how == "expired":
            Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
        elif how == "revoked":
            revoke_invitation(invitation_id=Invitation.objects.get().pk, actor=olga)
        elif how == "replaced":
            invite(email="kim@example.com", role="cashier", invited_by=olga)
        key = "invented" if how == "invented" else invited
        with pytest.raises(InvitationInvalidError):
            accept_invitation(key=key, name="Kim", password=PASSWORD)
        assert find_user(email="kim@example.com") is None
        assert len(list_staff()) == 1


def test_the_token_is_not_in_the_database(tenant_a, invited):
    with use_tenant(tenant_a):
        row = Invitation.objects.get()
        assert invited.encode() not in bytes(row.token_digest)
        assert len(bytes(row.token_digest)) == 32


def test_somebody_known_must_sign_in_first(tenant_a, invited):
    with use_tenant(tenant_a):
        create_user(email="kim@example.com", password=PASSWORD, name="Kim", verified=True)
        with pytest.raises(InvitationForOtherError):
            accept_invitation(key=invited, name="Kim", password="another password")
        with pytest.raises(InvitationForOtherError):
            accept_invitation(key=invited, name="", signed_in_as="olga@example.com")
        assert len(list_staff()) == 1
        accept_invitation(key=invited, name="", signed_in_as="kim@example.com")
        assert len(list_staff()) == 2


def test_nobody_on_the_team_is_invited_again(tenant_a, olga):
    with use_tenant(tenant_a):
        with pytest.raises(AlreadyOnTeamError):
            invite(email="OLGA@example.com", role="cashier", invited_by=olga)
        with pytest.raises(ValidationFailedError):
            invite(email="not an address", role="cashier", invited_by=olga)
        with pytest.raises(ValidationFailedError):
            invite(email="kim@example.com", role="emperor", invited_by=olga)
        assert Invitation.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_who_accept_at_once_one_joins(tenant_a):
    with use_tenant(tenant_a):
        hire("olga@example.com")
        key = invite(email="kim@example.com", role="kitchen").token
    joined, gate = [], threading.Barrier(6)

    def try_it(number):
        with use_tenant(tenant_a):
            gate.wait()
            with contextlib.suppress(InvitationInvalidError):
                joined.append(accept_invitation(key=key, name=f"Kim {number}", password=PASSWORD))
            connections.close_all()

    rivals = [threading.Thread(target=try_it, args=[number]) for number in range(6)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert len(joined) == 1
    with use_tenant(tenant_a):
        assert StaffMember.objects.count() == 2


def test_the_page_takes_a_newcomer_to_the_office(client_a, client_b, tenant_a, invited):
    page = f"/invitations/{invited}/"
    assert client_b.get(page).status_code == 404
    assert client_a.get(page).status_code == 200
    with use_tenant(tenant_a):
        assert Invitation.objects.get().accepted_at is None  # opening a link changes nothing
    assert client_a.post(page, {"name": "Kim", "password": "short"}).status_code == 400
    response = client_a.post(page, {"name": "Kim Sorel", "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/office/"
    assert client_a.get("/kitchen/").status_code == 200
    assert Client(headers={"host": tenant_a.primary_domain}).get(page).status_code == 404


def test_the_office_sends_the_letter(client_a, tenant_a, olga, enter, django_capture_on_commit_callbacks):
    enter(client_a, tenant_a, olga.user_id)
    with django_capture_on_commit_callbacks(execute=True):
        response = client_a.post("/office/team/invitations/", {"email": "kim@example.com", "role": "kitchen"})
    assert response.status_code == 302
    [letter] = mail.outbox
    assert letter.to == ["kim@example.com"]
    assert "Olga Neri" in letter.subject
    assert f"http://{tenant_a.primary_domain}/invitations/" in letter.body


def test_who_may_not_manage_the_team_changes_nothing(client_a, tenant_a, olga, enter):
    with use_tenant(tenant_a):
        cashier = hire("cleo@example.com", "Cleo", "cashier")
        member = StaffMember.objects.get(user_id=cashier)
    enter(client_a, tenant_a, cashier)
    tries = [
        client_a.get("/office/team/"),
        client_a.post("/office/team/invitations/", {"email": "eve@example.com", "role": "owner"}),
        client_a.post(f"/office/team/{member.pk}/", {"role": "owner"}),
        client_a.post(f"/office/team/{member.pk}/active/", {"active": "no"}),
    ]
    assert [response.status_code for response in tries] == [403, 403, 403, 403]
    with use_tenant(tenant_a):
        assert Invitation.objects.count() == 0
        member.refresh_from_db()
        assert member.role == "cashier"
        assert member.is_active
