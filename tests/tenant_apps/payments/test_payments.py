"""Attempts against a provider that may be slow, repeat itself, or lose its answer."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comanda.kernel.errors import ValidationFailedError
from comanda.kernel.idempotency.claim import IdempotencyKeyReusedError
from comanda.kernel.ids import token
from comanda.kernel.outbox.models import OutboxEvent
from comanda.kernel.outbox.testing import drain_outbox
from tenant_apps.payments import facade as payments
from tenant_apps.payments import tasks
from tenant_apps.payments.errors import (
    NothingToDecideError,
    ProviderUnknownError,
    ProviderUnreachableError,
    RefundTooLargeError,
)
from tenant_apps.payments.models import PaymentAttempt, PaymentEntry, ProviderEvent, Refund, TestGatewayCharge
from tenant_apps.payments.providers import test_card as gateway
from tenant_apps.payments.providers.shape import Outcome
from tenant_apps.payments.services.capture import capture_attempt
from tenant_apps.payments.services.charge_attempt import charge_attempt
from tenant_apps.payments.services.make_refund import make_refund
from tenant_apps.payments.services.receive_event import receive_event
from tenant_apps.payments.services.reconcile import reconcile
from tenants.context import use_tenant
from tests.tenant_apps.ordering.at_once import at_once

TEN = Decimal("10.00")


def opened(card="tok_success", *, check_id=1, amount=TEN, key="k"):
    with transaction.atomic():
        return payments.open_attempt(
            check_id=check_id,
            amount=amount,
            currency="EUR",
            provider="test_card",
            payment_method_token=card,
            key=key,
        )


def captured(*, key="k", amount=TEN):
    attempt = opened(key=key, amount=amount)
    charge_attempt(attempt_id=attempt.id)
    with transaction.atomic():
        payments.ask_capture(check_id=1, due=amount)
    capture_attempt(attempt_id=attempt.id)
    return attempt


def kinds(attempt):
    return list(PaymentEntry.objects.filter(attempt_id=attempt.id).order_by("pk").values_list("kind", flat=True))


@pytest.mark.usefixtures("as_tenant_a")
class TestCharging:
    def test_the_same_key_opens_one_attempt(self):
        assert opened().id == opened().id
        with pytest.raises(IdempotencyKeyReusedError):
            opened(check_id=2)
        with pytest.raises(ProviderUnknownError):
            payments.open_attempt(check_id=1, amount=TEN, currency="EUR", provider="gold", key="x")
        with pytest.raises(ValidationFailedError):
            opened(amount=Decimal(0), key="y")

    def test_charging_twice_charges_once(self):
        attempt = opened()
        charge_attempt(attempt_id=attempt.id)
        charge_attempt(attempt_id=attempt.id)
        assert kinds(attempt) == ["authorized"]
        assert TestGatewayCharge.objects.count() == 1

    def test_an_answer_that_is_lost_never_charges_twice(self, monkeypatch):
        """The gateway did the work, the line broke: the task asks again and learns what happened."""
        attempt = opened()
        real = gateway.authorize

        def lose_the_answer(**call):
            real(**call)
            raise ProviderUnreachableError

        monkeypatch.setattr(gateway, "authorize", lose_the_answer)
        with pytest.raises(ProviderUnreachableError):
            charge_attempt(attempt_id=attempt.id)
        assert TestGatewayCharge.objects.count() == 1
        assert payments.get_attempt(token=attempt.token).state == "created"
        monkeypatch.undo()
        assert reconcile(quiet_for=timedelta(0)) == 1
        assert TestGatewayCharge.objects.count() == 1
        assert kinds(attempt) == ["authorized"]

    def test_a_void_that_fails_is_asked_for_again(self, monkeypatch):
        """Given up while the provider was at it, and then the line broke: the authorisation must not stay."""
        attempt = opened()
        real_authorize, real_void = gateway.authorize, gateway.void

        def give_up_meanwhile(**call):
            PaymentAttempt.objects.filter(pk=attempt.id).update(state="cancelled")
            return real_authorize(**call)

        def no_answer(**call):
            raise ProviderUnreachableError

        monkeypatch.setattr(gateway, "authorize", give_up_meanwhile)
        monkeypatch.setattr(gateway, "void", no_answer)
        with pytest.raises(ProviderUnreachableError):
            charge_attempt(attempt_id=attempt.id)
        assert TestGatewayCharge.objects.get().state == "authorized"
        monkeypatch.setattr(gateway, "void", real_void)
        assert reconcile(quiet_for=timedelta(0)) == 1
        assert TestGatewayCharge.objects.get().state == "cancelled"
        assert reconcile(quiet_for=timedelta(0)) == 0

    def test_no_more_is_captured_than_is_due(self):
        first, second = opened(key="a"), opened(key="b")
        for attempt in (first, second):
            charge_attempt(attempt_id=attempt.id)
        assert payments.ask_capture(check_id=1, due=Decimal("7.00")) == 1
        assert payments.ask_capture(check_id=1, due=Decimal("7.00")) == 0
        reconcile(quiet_for=timedelta(0))
        taken, let_go = payments.list_attempts(check_ids=[1])
        assert (taken.state, taken.captured, taken.left) == ("captured", Decimal("7.00"), Decimal("7.00"))
        assert (let_go.state, let_go.captured) == ("cancelled", 0)
        assert TestGatewayCharge.objects.get(key=first.token).captured == Decimal("7.00")

    def test_a_lost_capture_is_found_again(self, monkeypatch):
        attempt = opened()
        charge_attempt(attempt_id=attempt.id)
        payments.ask_capture(check_id=1, due=TEN)
        real = gateway.capture

        def lose_the_answer(**call):
            real(**call)
            raise ProviderUnreachableError

        monkeypatch.setattr(gateway, "capture", lose_the_answer)
        with pytest.raises(ProviderUnreachableError):
            capture_attempt(attempt_id=attempt.id)
        monkeypatch.undo()
        reconcile(quiet_for=timedelta(0))
        reconcile(quiet_for=timedelta(0))
        assert kinds(attempt) == ["authorized", "captured"]
        assert PaymentAttempt.objects.get().captured == TEN

    def test_a_provider_that_stays_silent_stops_nobody_else(self, monkeypatch):
        opened(key="a")
        opened(key="b")
        monkeypatch.setattr(gateway, "authorize", lambda **_call: (_ for _ in ()).throw(ProviderUnreachableError()))
        assert reconcile(quiet_for=timedelta(0)) == 2
        monkeypatch.undo()
        assert reconcile(quiet_for=timedelta(hours=1)) == 0
        assert reconcile(quiet_for=timedelta(0)) == 2
        assert set(PaymentAttempt.objects.values_list("state", flat=True)) == {"authorized"}

    def test_released_while_the_provider_was_being_asked(self, monkeypatch):
        attempt = opened()
        real = gateway.authorize

        def slow(**call):
            with transaction.atomic():
                payments.ask_release(check_id=1, reason="gone")
            monkeypatch.setattr(gateway, "authorize", real)
            reconcile(quiet_for=timedelta(0))
            return real(**call)

        monkeypatch.setattr(gateway, "authorize", slow)
        charge_attempt(attempt_id=attempt.id)
        assert payments.get_attempt(token=attempt.token).state == "cancelled"
        assert TestGatewayCharge.objects.get().state == "cancelled"

    def test_every_step_that_needs_the_provider_becomes_a_task(self, monkeypatch, django_capture_on_commit_callbacks):
        sent = []
        for name in ("charge", "capture", "release", "send_refund"):
            monkeypatch.setattr(getattr(tasks, name), "delay", lambda pk, name=name: sent.append((name, pk)))
        with django_capture_on_commit_callbacks(execute=True):
            attempt = opened()
            drain_outbox()
        charge_attempt(attempt_id=attempt.id)
        with django_capture_on_commit_callbacks(execute=True):
            payments.ask_capture(check_id=1, due=TEN)
            drain_outbox()
        capture_attempt(attempt_id=attempt.id)
        with django_capture_on_commit_callbacks(execute=True):
            refund = payments.refund(attempt_id=attempt.id, amount=Decimal(1), reason="", key="r", actor="system")
            payments.ask_release(check_id=1, reason="")
            drain_outbox()
        assert sent == [
            ("charge", attempt.id),
            ("capture", attempt.id),
            ("send_refund", refund.id),
            ("release", attempt.id),
        ]


@pytest.mark.usefixtures("as_tenant_a")
class TestNews:
    def test_out_of_order_and_repeated_news_end_in_the_same_state(self):
        attempt = opened("tok_challenge")
        charge_attempt(attempt_id=attempt.id)
        authorized = Outcome("authorized", "ref")
        told = [receive(attempt, "e2", authorized), receive(attempt, "e2", authorized)]
        told.append(receive(attempt, "e1", Outcome("action_needed", "ref")))
        told.append(receive(attempt, "e0", Outcome("failed", "ref", "late")))
        assert told == [True, False, False, False]
        assert payments.get_attempt(token=attempt.token).state == "authorized"
        assert kinds(attempt) == ["action_needed", "authorized"]
        assert ProviderEvent.objects.count() == 3

    def test_a_second_step_is_decided_once(self):
        attempt = opened("tok_challenge")
        charge_attempt(attempt_id=attempt.id)
        assert payments.resolve_action(token=attempt.token, approved=False).decline_code == "authentication_failed"
        with pytest.raises(NothingToDecideError):
            payments.resolve_action(token=attempt.token, approved=True)
        assert TestGatewayCharge.objects.get().state == "failed"

    def test_the_ledger_refuses_changes(self):
        attempt = opened()
        charge_attempt(attempt_id=attempt.id)
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            PaymentEntry.objects.update(amount=1)
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            PaymentEntry.objects.all().delete()
        assert kinds(attempt) == ["authorized"]


def receive(attempt, event_id, outcome):
    with transaction.atomic():
        return receive_event(provider="test_card", event_id=event_id, kind="charge", key=attempt.token, outcome=outcome)


@pytest.mark.usefixtures("as_tenant_a")
class TestRefunds:
    def test_a_repeated_key_refunds_once_and_another_request_is_refused(self):
        attempt = captured()
        key = "r" * 200
        first = payments.refund(attempt_id=attempt.id, amount=Decimal(3), reason="x", key=key, actor="staff:1")
        again = payments.refund(attempt_id=attempt.id, amount=Decimal("3.00"), reason="x", key=key, actor="staff:1")
        assert first.id == again.id
        with pytest.raises(IdempotencyKeyReusedError):
            payments.refund(attempt_id=attempt.id, amount=Decimal(4), reason="x", key=key, actor="staff:1")
        make_refund(refund_id=first.id)
        make_refund(refund_id=first.id)
        assert TestGatewayCharge.objects.get().refunded == 3
        assert kinds(attempt) == ["authorized", "captured", "refunded"]
        assert OutboxEvent.objects.filter(name="payments.refunded").count() == 1

    @pytest.mark.parametrize("amount", [Decimal(0), Decimal(-1), Decimal("0.001")])
    def test_amounts_that_do_not_exist_are_refused(self, amount):
        attempt = captured()
        with pytest.raises(ValidationFailedError):
            payments.refund(attempt_id=attempt.id, amount=amount, reason="", key="r", actor="system")
        assert PaymentAttempt.objects.get().refunded == 0

    def test_a_refund_that_the_provider_refuses_frees_what_it_had_reserved(self, monkeypatch):
        attempt = captured()
        refund = payments.refund(attempt_id=attempt.id, amount=TEN, reason="", key="r", actor="system")
        monkeypatch.setattr(gateway, "refund", lambda **_call: False)
        make_refund(refund_id=refund.id)
        assert PaymentAttempt.objects.get().refunded == 0
        assert Refund.objects.get().state == "failed"
        assert kinds(attempt)[-1] == "refund_failed"

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(
        paid=st.integers(1, 100_000),
        wanted=st.lists(st.integers(1, 100_000), min_size=1, max_size=8),
    )
    def test_refunds_never_exceed_payments(self, paid, wanted):
        nonce = token()
        attempt = captured(key=nonce, amount=Decimal(paid).scaleb(-2))
        given_back = Decimal(0)
        for index, cents in enumerate(wanted):
            amount = Decimal(cents).scaleb(-2)
            try:
                payments.refund(attempt_id=attempt.id, amount=amount, reason="", key=f"{nonce}:{index}", actor="s")
            except RefundTooLargeError:
                assert given_back + amount > attempt.amount
            else:
                given_back += amount
        row = PaymentAttempt.objects.get(pk=attempt.id)
        assert row.refunded == given_back <= row.captured == attempt.amount


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_refunds_at_once_give_back_what_was_paid_and_not_a_cent_more(tenant_a):
    with use_tenant(tenant_a):
        attempt = captured()
    works = [
        lambda n=n: (
            payments.refund(attempt_id=attempt.id, amount=Decimal("0.70"), reason="", key=f"r{n}", actor="system").id
        )
        for n in range(50)
    ]
    results = at_once(tenant_a, works)
    made = [result for result in results if isinstance(result, int)]
    assert len(made) == 14  # 14 x 0.70 = 9.80
    assert {type(result) for result in results if not isinstance(result, int)} == {RefundTooLargeError}
    with use_tenant(tenant_a):
        assert PaymentAttempt.objects.get().refunded == Decimal("9.80")
        for pk in made:
            make_refund(refund_id=pk)
        assert TestGatewayCharge.objects.get().refunded == Decimal("9.80")
        assert PaymentEntry.objects.filter(kind="refunded").count() == 14


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_event_twenty_times_at_once_makes_one_ledger_entry(tenant_a):
    with use_tenant(tenant_a):
        attempt = opened("tok_challenge")
        charge_attempt(attempt_id=attempt.id)
    results = at_once(tenant_a, [lambda: receive(attempt, "evt", Outcome("authorized", "ref"))] * 20)
    assert sorted(results) == [False] * 19 + [True]
    with use_tenant(tenant_a):
        assert kinds(attempt) == ["action_needed", "authorized"]
