"""Roles and leaving: there is always an owner, and whoever leaves is out at once."""

import threading

import pytest
from django.db import connections

from comanda.kernel.errors import ConflictError
from shared_apps.audit.contracts import Actor
from shared_apps.audit.facade import list_entries
from tenant_apps.team.errors import LastOwnerError, MemberNotFoundError
from tenant_apps.team.facade import change_role, deactivate, find_access, list_staff, reactivate
from tenant_apps.team.models import StaffMember
from tenants.context import use_tenant
from tests.tenant_apps.team.conftest import hire


def member_of(user_id):
    return StaffMember.objects.get(user_id=user_id).pk


def test_a_role_changes_and_is_told(tenant_a, olga):
    with use_tenant(tenant_a):
        cleo = hire("cleo@example.com", "Cleo", "cashier")
        change_role(member_id=member_of(cleo), role="manager", venue_ids=[1, 2], actor=olga)
        access = find_access(user_id=cleo)
        assert access.can("menu.edit", 1)
        assert not access.can("menu.edit", 9)
        [entry] = list_entries(action="team.change_role")
        assert entry.before == {"role": "cashier", "venue_ids": None}
        assert entry.after == {"role": "manager", "venue_ids": [1, 2]}


def test_the_last_owner_stays(tenant_a, olga):
    with use_tenant(tenant_a):
        member = member_of(olga.user_id)
        with pytest.raises(LastOwnerError):
            change_role(member_id=member, role="manager", venue_ids=None, actor=olga)
        with pytest.raises(LastOwnerError):
            deactivate(member_id=member, actor=Actor(label="somebody else"))
        assert find_access(user_id=olga.user_id).role == "owner"
        assert list_entries(action="team.") == ()


def test_nobody_takes_themselves_off(tenant_a, olga):
    with use_tenant(tenant_a):
        hire("ola@example.com", "Ola")
        with pytest.raises(ConflictError):
            deactivate(member_id=member_of(olga.user_id), actor=olga)
        assert find_access(user_id=olga.user_id) is not None


def test_leaving_ends_access_and_sessions(client_a, tenant_a, olga, enter):
    with use_tenant(tenant_a):
        cleo = hire("cleo@example.com", "Cleo", "manager")
        member = member_of(cleo)
    enter(client_a, tenant_a, cleo)
    assert client_a.get("/office/customers/").status_code == 200
    with use_tenant(tenant_a):
        deactivate(member_id=member, actor=olga)
        assert find_access(user_id=cleo) is None
    response = client_a.get("/office/customers/")
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]
    with use_tenant(tenant_a):
        reactivate(member_id=member, actor=olga)
        assert find_access(user_id=cleo).role == "manager"


def test_another_tenants_member_is_not_there(tenant_a, tenant_b, olga, otto):
    with use_tenant(tenant_b):
        cleo = hire("cleo@example.com", "Cleo", "cashier")
        StaffMember.objects.filter(user_id=cleo).update(id=987654)
    with use_tenant(tenant_a), pytest.raises(MemberNotFoundError):
        change_role(member_id=987654, role="owner", venue_ids=None, actor=olga)
    with use_tenant(tenant_b):
        assert find_access(user_id=cleo).role == "cashier"


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_demote_each_other_leave_one(tenant_a):
    with use_tenant(tenant_a):
        pair = [hire("one@example.com", "One"), hire("two@example.com", "Two")]
        members = [member_of(user_id) for user_id in pair]
    gate, refused = threading.Barrier(2), []

    def demote(place):
        with use_tenant(tenant_a):
            gate.wait()
            try:
                change_role(member_id=members[place], role="cashier", venue_ids=None, actor=Actor())
            except LastOwnerError:
                refused.append(place)
            connections.close_all()

    rivals = [threading.Thread(target=demote, args=[place]) for place in (0, 1)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()
    assert len(refused) == 1
    with use_tenant(tenant_a):
        assert [person.role for person in list_staff()].count("owner") == 1


def test_access_costs_one_query_a_request(client_a, tenant_a, olga, enter, django_assert_num_queries):
    with use_tenant(tenant_a), django_assert_num_queries(1):
        find_access(user_id=olga.user_id)
    with use_tenant(tenant_a), django_assert_num_queries(2):
        list_staff()
