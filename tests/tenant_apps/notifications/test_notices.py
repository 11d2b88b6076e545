"""Guests hear once, in their language, with a way to follow; mail servers that refuse or sleep hold nobody up."""

from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header
from functools import partial

import pytest
from django.core import mail

from comanda.kernel.clock import now
from comanda.kernel.outbox.models import OutboxDelivery, OutboxEvent
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.notifications import tasks
from tenant_apps.notifications.contracts import NoticeState
from tenant_apps.notifications.models import Notice
from tenant_apps.notifications.services.compose_letter import tracking_url
from tenant_apps.notifications.services.deliver_notice import deliver_notice
from tenant_apps.notifications.services.sweep_notices import sweep_notices
from tenant_apps.ordering import facade as ordering
from tenant_apps.ordering.contracts import Contact, DeliveryAddress
from tenants.context import use_tenant
from tests.tenant_apps.at_once import at_once
from tests.tenant_apps.ordering.cast import add_zone, open_restaurant

GUEST = Contact(name="Ada", email="ada@guest.example", phone="02 123")


@pytest.fixture
def restaurant(as_tenant_a):
    return open_restaurant(auto_accept=True)


def placed(restaurant, **more):
    order = restaurant.order(restaurant.loaded_line(), **({"contact": GUEST} | more))
    drain_outbox()
    return order


def body_of(message) -> str:
    return message.body + "".join(str(part[0]) for part in message.alternatives)


def test_a_guest_hears_each_step_once_with_the_link_to_follow_it(restaurant, tenant_a):
    order = placed(restaurant)
    ordering.mark_ready(order_id=order.id, actor="staff:1")
    ordering.hand_over(order_id=order.id, actor="staff:1")
    drain_outbox()
    OutboxEvent.objects.update(relayed_at=None)
    OutboxDelivery.objects.all().delete()  # as if the relay had forgotten whom it told
    drain_outbox()
    sweep_notices()
    sweep_notices()
    assert [message.to for message in mail.outbox] == [["ada@guest.example"]] * 2
    confirmed, ready = mail.outbox
    assert order.reference in confirmed.subject
    for text in (confirmed.body, confirmed.alternatives[0][0]):
        assert f"{tenant_a.primary_domain}" in text
        assert f"/orders/{order.token}/" in text
        assert "Margherita Centro" in text
    assert "ready" in ready.subject
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.SENT}


def test_letters_are_in_the_orders_language(restaurant):
    placed(restaurant, language="it")
    notice = Notice.objects.get()
    assert notice.language == "it"
    deliver_notice(notice_id=notice.pk)
    assert '<html lang="it"' in mail.outbox[0].alternatives[0][0]


def test_rejected_and_cancelled_say_why(as_tenant_a):
    restaurant = open_restaurant()
    rejected, cancelled = placed(restaurant), placed(restaurant)
    ordering.reject(order_id=rejected.id, reason="We are out of dough.", actor="staff:1")
    ordering.cancel(order_id=cancelled.id, reason="Placed by mistake.", actor="guest")
    drain_outbox()
    sweep_notices()
    assert "We are out of dough." in body_of(mail.outbox[0])
    assert "Placed by mistake." in body_of(mail.outbox[1])


def test_a_delivery_is_announced_when_it_leaves_not_when_it_is_ready(restaurant):
    add_zone(restaurant)
    home = DeliveryAddress(street="Via Roma 1", city="Milano", postcode="20123", latitude=45.46, longitude=9.19)
    order = placed(restaurant, service="delivery", address=home)
    ordering.mark_ready(order_id=order.id, actor="staff:1")
    ordering.dispatch(order_id=order.id, actor="staff:1")
    drain_outbox()
    assert list(Notice.objects.order_by("id").values_list("kind", flat=True)) == ["confirmed", "out_for_delivery"]


def test_who_left_no_address_gets_no_mail(restaurant):
    placed(restaurant, contact=Contact(name="Ada", phone="02 123"))
    assert not Notice.objects.exists()


@pytest.mark.parametrize("refusal", ["550 no such person", "554 go away"])
def test_a_final_refusal_is_not_tried_again(restaurant, mail_server, refusal):
    mail_server.recipients = refusal
    placed(restaurant)
    notice = Notice.objects.get()
    assert deliver_notice(notice_id=notice.pk) is None
    assert deliver_notice(notice_id=notice.pk) is None
    notice.refresh_from_db()
    assert (notice.state, notice.attempts) == (NoticeState.REFUSED, 1)
    assert refusal[4:] in notice.last_error
    assert mail_server.received == []


@pytest.mark.parametrize("where", ["recipients", "data"])
def test_a_busy_server_is_asked_again_later_and_later(restaurant, mail_server, where):
    setattr(mail_server, where, "451 come back")
    placed(restaurant)
    notice = Notice.objects.get()
    assert deliver_notice(notice_id=notice.pk) == 15
    assert deliver_notice(notice_id=notice.pk) is None, "not due yet"
    Notice.objects.update(next_attempt_at=now())
    assert deliver_notice(notice_id=notice.pk) == 30
    setattr(mail_server, where, "250 fine")
    Notice.objects.update(next_attempt_at=now())
    assert sweep_notices() == 1
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT
    [sent] = mail_server.received
    assert "confirmed" in str(make_header(decode_header(message_from_string(sent)["Subject"])))


def test_no_mail_server_at_all_is_no_error(restaurant, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    placed(restaurant)
    assert deliver_notice(notice_id=Notice.objects.get().pk) == 15


def test_old_news_is_not_told(restaurant):
    placed(restaurant)
    Notice.objects.update(created_at=now() - timedelta(hours=4))
    sweep_notices()
    assert Notice.objects.get().state == NoticeState.STALE
    assert mail.outbox == []


def test_what_a_dead_worker_held_is_taken_up_again(restaurant):
    placed(restaurant)
    Notice.objects.update(state=NoticeState.SENDING, attempts=1, next_attempt_at=now() + timedelta(minutes=1))
    assert sweep_notices() == 0
    Notice.objects.update(next_attempt_at=now() - timedelta(seconds=1))
    assert sweep_notices() == 1
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_one_letter(tenant_a, mail_server):
    with use_tenant(tenant_a):
        placed(open_restaurant(auto_accept=True))
        notice = Notice.objects.get()
        Notice.objects.update(state=NoticeState.WAITING, attempts=0, next_attempt_at=now())
        mail_server.received.clear()
    work = partial(deliver_notice, notice_id=notice.pk)
    assert at_once(tenant_a, *[work] * 4) == [None] * 4
    assert len(mail_server.received) == 1


def test_the_sweeper_is_known_and_scheduled(settings):
    assert tasks.sweep.name in {
        argument for entry in settings.CELERY_BEAT_SCHEDULE.values() for argument in entry.get("args", ())
    }
    assert tasks.deliver.queue == "urgent"


def test_one_tenants_notices_are_not_anothers(tenant_a, tenant_b, db):
    with use_tenant(tenant_a):
        placed(open_restaurant(auto_accept=True))
        notice = Notice.objects.get()
    with use_tenant(tenant_b):
        assert sweep_notices() == 0
        assert deliver_notice(notice_id=notice.pk) is None
    assert mail.outbox == []
    with use_tenant(tenant_a):
        sweep_notices()
    [letter] = mail.outbox
    assert tenant_a.name in letter.from_email
    assert tenant_b.primary_domain not in body_of(letter)


def test_the_way_to_the_order_is_the_one_the_world_takes(tenant_a, tenant_b, settings):
    settings.PUBLIC_SCHEME, settings.PUBLIC_PORT = "https", ":8443"
    for tenant, host in ((tenant_a, "alfa.localhost"), (tenant_b, "bravo.localhost")):
        with use_tenant(tenant):
            assert tracking_url("x") == f"https://{host}:8443/orders/x/"
