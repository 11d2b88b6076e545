"""A task serves the tenant that sent it, or nobody."""

import gc
import threading
import uuid
import warnings
from functools import partial

import pytest
from celery import Celery, chain, chord, group, signature
from celery.contrib.testing.worker import start_worker
from django.conf import settings
from django.db import connection, connections, transaction

from tenants.celery import HEADER, PlatformTask, UntrustedTaskError, _sign
from tenants.celery_app import TenantCelery
from tenants.context import NoTenantError, find_tenant, use_platform, use_tenant
from tenants.lifecycle.erase import erase_tenant

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def here() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def make_app(queue):
    url = settings.REDIS_URL.replace("unix://", "redis+socket://").replace("?db=0", "?virtual_host=2")
    app = TenantCelery("test-jobs", broker=url, backend=url, set_as_current=False)
    app.conf.update(
        task_default_queue=queue,
        task_create_missing_queues=True,
        worker_hijack_root_logger=False,
        result_expires=60,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"global_keyprefix": f"{queue}:"},
    )
    return app


@pytest.fixture
def jobs(db):
    """A worker of our own on a queue of its own over real Redis, in a thread of this process."""
    app = make_app(f"test-{uuid.uuid4().hex}")

    @app.task
    def where(*_earlier):
        return here()

    @app.task
    def wherever(earlier):
        return [*earlier, here()]

    @app.task
    def fails():
        raise LookupError(here())

    @app.task(bind=True, max_retries=2, default_retry_delay=0)
    def comes_back(self, seen=()):
        seen = [*seen, here()]
        if len(seen) < 3:
            raise self.retry(args=[seen], countdown=0)
        return seen

    @app.task(base=PlatformTask)
    def by_the_clock():
        return here()

    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=20, loglevel="CRITICAL"):
        yield app.tasks
    app.close()
    del app
    with warnings.catch_warnings():  # Celery's test worker leaves its sockets to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def task(jobs, name):
    return next(found for key, found in jobs.items() if key.endswith(f".{name}"))


def test_each_task_serves_its_sender_even_after_a_failure(jobs, tenant_a, tenant_b):
    where, fails = task(jobs, "where"), task(jobs, "fails")
    for _ in range(2):
        with use_tenant(tenant_a):
            of_a, failing = where.delay(), fails.delay()
        with use_tenant(tenant_b):
            of_b = where.delay()
        with use_platform():
            of_platform = where.delay()
        assert of_a.get(timeout=20) == tenant_a.schema
        with pytest.raises(LookupError, match=tenant_a.schema):
            failing.get(timeout=20)
        assert of_b.get(timeout=20) == tenant_b.schema
        assert of_platform.get(timeout=20) == "public"


def test_chains_groups_chords_and_retries_stay_in_their_tenant(jobs, tenant_a, tenant_b):
    where, wherever, comes_back = task(jobs, "where"), task(jobs, "wherever"), task(jobs, "comes_back")
    with use_tenant(tenant_a):
        chained = chain(comes_back.s(), wherever.s(), wherever.s()).delay()
    with use_tenant(tenant_b):
        grouped = group(where.s(), where.s()).delay()
        joined = chord([where.s(), where.s()], wherever.s()).delay()
    assert chained.get(timeout=20) == [tenant_a.schema] * 5
    assert grouped.get(timeout=20) == [tenant_b.schema] * 2
    assert joined.get(timeout=20) == [tenant_b.schema] * 3


def test_the_clocks_tasks_belong_to_the_platform(jobs, tenant_a):
    by_the_clock = task(jobs, "by_the_clock")
    assert by_the_clock.delay().get(timeout=20) == "public"
    with use_tenant(tenant_a):
        assert by_the_clock.delay().get(timeout=20) == "public"


def test_without_a_tenant_nothing_is_sent(jobs):
    with pytest.raises(NoTenantError):
        task(jobs, "where").delay()


def test_a_name_without_its_class_is_sent_with_its_tenant_or_not_at_all(jobs, tenant_a, tenant_b):
    """Celery sends a signature of a name it has no class for by name: past anything a task's class could add."""
    where = task(jobs, "where")
    stranger = make_app(where.app.conf.task_default_queue)
    stranger.tasks.pop(where.name)
    with use_tenant(tenant_a):
        of_a = signature(where.name, app=stranger).delay()
    with use_tenant(tenant_b):
        of_b = stranger.send_task(where.name)
    for send in (signature(where.name, app=stranger).delay, partial(stranger.send_task, where.name)):
        with pytest.raises(NoTenantError):
            send()
    assert where.AsyncResult(of_a.id).get(timeout=20) == tenant_a.schema
    assert where.AsyncResult(of_b.id).get(timeout=20) == tenant_b.schema
    stranger.close()


def test_a_thread_without_a_tenant_sends_nothing(jobs, tenant_a):
    refused = []

    def send():
        try:
            task(jobs, "where").delay()
        except NoTenantError:
            refused.append(True)

    with use_tenant(tenant_a):
        thread = threading.Thread(target=send)
        thread.start()
        thread.join()
    assert refused


def test_what_waits_for_the_commit_is_sent_for_whoever_left_it(jobs, tenant_a, tenant_b):
    where, sent = task(jobs, "where"), []

    def leave(ref):
        with use_tenant(ref):
            transaction.on_commit(lambda: sent.append(where.delay()))

    with use_tenant(tenant_b), transaction.atomic():
        leave(tenant_a)
        leave(tenant_b)
    with transaction.atomic():  # committed when nobody is served any more
        leave(tenant_a)
    assert [result.get(timeout=20) for result in sent] == [tenant_a.schema, tenant_b.schema, tenant_a.schema]
    assert find_tenant() is None


def test_missing_forged_moved_and_outlived_headers_are_refused(jobs, tenant_a, tenant_b):
    where, comes_back = task(jobs, "where"), task(jobs, "comes_back")
    with use_tenant(tenant_a):
        good = where.apply_async(task_id="good")
    assert good.get(timeout=20) == tenant_a.schema
    stolen = signed(where.name, "good", tenant_a.schema)
    send = partial(Celery.send_task, where.app)  # past our door, as another program could
    forged = [
        send(where.name),
        send(where.name, headers={HEADER: tenant_b.schema}),
        send(where.name, headers={HEADER: stolen}, task_id="other"),
        send(comes_back.name, headers={HEADER: stolen}, task_id="good-2"),
        send(where.name, headers={HEADER: signed(where.name, "x", "t_nobody")}, task_id="x"),
        send(where.name, headers={HEADER: {"schema": tenant_b.schema}}),
    ]
    for result in forged:
        with pytest.raises(UntrustedTaskError):
            result.get(timeout=20)
    with use_tenant(tenant_b):
        erase_tenant(tenant_id=tenant_b.id, confirmed_name="Bravo")
        late = where.delay()
    with pytest.raises(UntrustedTaskError, match="no longer exists"):
        late.get(timeout=20)


def signed(name, task_id, schema):
    return _sign(schema, name, task_id)


def test_a_process_that_runs_its_tasks_itself_runs_them_for_the_sender(jobs, tenant_a, tenant_b):
    where, by_the_clock = task(jobs, "where"), task(jobs, "by_the_clock")
    where.app.conf.task_always_eager = True
    for ref in (tenant_a, tenant_b):
        with use_tenant(ref):
            assert where.delay().get() == ref.schema
            assert by_the_clock.delay().get() == "public"
    with pytest.raises(NoTenantError):
        where.delay()
    where.app.conf.task_always_eager = False


def test_called_directly_a_task_is_a_function(jobs, tenant_a):
    with use_tenant(tenant_a):
        assert task(jobs, "where")() == tenant_a.schema
    with pytest.raises(NoTenantError):
        task(jobs, "where")()
    assert find_tenant() is None
    connections.close_all()


def test_in_line_too_a_task_serves_its_sender(tenant_a, tenant_b):
    app = make_app(f"test-{uuid.uuid4().hex}")
    app.conf.task_always_eager = True

    @app.task
    def where():
        return here()

    @app.task(base=PlatformTask)
    def by_the_clock():
        return here()

    with use_tenant(tenant_a):
        assert where.delay().get() == tenant_a.schema
        assert by_the_clock.delay().get() == "public"
        with use_tenant(tenant_b):
            assert where.delay().get() == tenant_b.schema
        assert here() == tenant_a.schema
    with pytest.raises(NoTenantError):
        where.delay()
    app.close()
