"""The audit trail is complete, in order, and shows when somebody has touched it."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections, transaction

from shared_apps.audit.contracts import Actor
from shared_apps.audit.errors import AppendOnlyError
from shared_apps.audit.facade import actor_of, list_entries, record, verify_chain
from shared_apps.audit.models import AuditEntry
from tenants.context import use_tenant


def test_entries_are_numbered_and_sealed(as_tenant_a):
    for place in range(3):
        record(action="team.invite", actor=Actor(user_id=7, label="ada@example.com", ip="10.0.0.9"), object_id=place)
    entries = list_entries()
    assert [entry.position for entry in entries] == [3, 2, 1]
    assert entries[0].actor_label == "ada@example.com"
    assert entries[0].ip == "10.0.0.9"
    assert verify_chain().broken_at is None
    assert verify_chain().entries == 3


def test_an_entry_cannot_be_changed_or_removed(as_tenant_a):
    record(action="payments.refund", after={"amount": "12.50"})
    entry = AuditEntry.objects.get()
    entry.action = "payments.capture"
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(action="x")
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.filter(pk=entry.pk).delete()
    assert AuditEntry.objects.get().action == "payments.refund"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditentry SET actor_label = 'nobody' WHERE position = 2",
        'UPDATE audit_auditentry SET after = \'{"amount": "1"}\' WHERE position = 2',
        "DELETE FROM audit_auditentry WHERE position = 2",
    ],
)
def test_a_change_behind_our_back_breaks_the_chain(as_tenant_a, sql):
    for place in range(4):
        record(action="team.invite", object_id=place, after={"amount": "12"})
    with connections["default"].cursor() as cursor:
        # The database refuses it to everybody but its own administrator.
        cursor.execute("ALTER TABLE audit_auditentry DISABLE TRIGGER audit_entries_append_only")
        cursor.execute(sql)
    assert verify_chain().broken_at == 2


def test_an_entry_stands_or_falls_with_what_it_tells_of(as_tenant_a):
    def change_of_mind() -> None:
        with transaction.atomic():
            record(action="team.invite")
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        change_of_mind()
    assert list_entries() == ()


def test_each_tenant_has_its_own_trail(tenant_a, tenant_b, db):
    with use_tenant(tenant_a):
        record(action="team.invite", object_label="alfa")
    with use_tenant(tenant_b):
        assert list_entries() == ()
        record(action="team.invite", object_label="bravo")
        assert [entry.position for entry in list_entries()] == [1]
    with use_tenant(tenant_a):
        assert [entry.object_label for entry in list_entries()] == ["alfa"]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_take_turns(tenant_a):
    def write():
        with use_tenant(tenant_a):
            for _ in range(5):
                record(action="accounts.sign_in")
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with use_tenant(tenant_a):
        assert sorted(entry.position for entry in list_entries(limit=100)) == list(range(1, 21))
        assert verify_chain().broken_at is None


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.9", "127.0.0.1"),  # anybody can send the header
        (1, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the last one is what our proxy saw
        (1, None, "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_proxies_vouch_for(rf, settings, proxies, forwarded, seen):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded} if forwarded else {})
    request.user = AnonymousUser()
    assert actor_of(request).ip == seen
