"""The real PgBouncer between us and the database: two server connections shared by everybody."""

import threading

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction
from django.test import Client
from django.utils.timezone import now

from tenants.connections import pooled_connection
from tenants.context import use_tenant
from tenants.poolers import check_endpoints, refuse_mixing_endpoints, what_is_wrong
from tests.plugins.pgbouncer import ABSENT, TRACKS_ALL, find_pgbouncer, pgbouncer

pytestmark = pytest.mark.django_db(transaction=True)
needs_tracking = pytest.mark.skipif(find_pgbouncer() is None, reason=ABSENT)
needs_mixing = pytest.mark.skipif(find_pgbouncer(tracks=False) is None, reason=TRACKS_ALL)

THREADS, REQUESTS = 10, 20


@pytest.fixture
def furnished(tenant_a, tenant_b):
    refs = (tenant_a, tenant_b)
    for ref in refs:
        with use_tenant(ref):
            Session.objects.create(session_key=ref.schema, session_data="", expire_date=now())
    return refs


@needs_tracking
@pytest.mark.usefixtures("telling_urls")
def test_two_hundred_interleaved_requests_over_a_pool_of_two_see_no_foreign_row(furnished):
    """Safety 3."""
    answers = []

    def visitor(number):
        client = Client()
        for turn in range(REQUESTS):
            ref = furnished[(number + turn) % 2]
            answer = client.get("/whoami/", headers={"host": ref.primary_domain}).json()
            answers.append((ref.schema, answer["context"], answer["database"], *answer["sessions"]))
        connections.close_all()

    with pgbouncer(pool=2):
        refuse_mixing_endpoints()
        everybody([threading.Thread(target=visitor, args=(number,)) for number in range(THREADS)])
    assert len(answers) == THREADS * REQUESTS
    assert [answer for answer in answers if len(set(answer)) != 1 or len(answer) != 4] == []


@needs_tracking
def test_rollbacks_and_changes_of_tenant_over_a_pool_of_two_leave_everybody_at_home(furnished):
    seen = []

    def look(ref):
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_key, current_schema() FROM django_session")
            seen.append({ref.schema, *(value for row in cursor.fetchall() for value in row)})

    def guest(number):
        first, second = furnished[number % 2], furnished[(number + 1) % 2]
        for _ in range(15):
            with use_tenant(first):
                try:
                    with transaction.atomic():
                        look(first)
                        with use_tenant(second):
                            look(second)
                        raise LookupError
                except LookupError:
                    look(first)
            with use_tenant(second), transaction.atomic():
                look(second)
        connections.close_all()

    with pgbouncer(pool=2, turns=True):
        everybody([threading.Thread(target=guest, args=(number,)) for number in range(6)])
    assert len(seen) == 6 * 15 * 4
    assert [found for found in seen if len(found) != 1] == []


@needs_mixing
@pytest.mark.parametrize("turns", [False, True], ids=["last-first", "in-turns"])
def test_without_tracking_no_process_starts(turns):
    with pgbouncer(pool=2, track=False, turns=turns):
        assert what_is_wrong(lambda: pooled_connection("default"))
        with pytest.raises(ImproperlyConfigured, match="track_extra_parameters = search_path"):
            refuse_mixing_endpoints()
        (problem,) = check_endpoints(databases=["default"])
        assert problem.id == "tenants.E001"
    refuse_mixing_endpoints()
    assert check_endpoints(databases=["default", "control"]) == []


def everybody(threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
