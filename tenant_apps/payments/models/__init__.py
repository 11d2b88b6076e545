from tenant_apps.payments.models.attempt import PaymentAttempt, Refund
from tenant_apps.payments.models.ledger import PaymentEntry, ProviderEvent
from tenant_apps.payments.models.test_gateway import TestGatewayCharge, TestGatewayRefund

__all__ = ["PaymentAttempt", "PaymentEntry", "ProviderEvent", "Refund", "TestGatewayCharge", "TestGatewayRefund"]
