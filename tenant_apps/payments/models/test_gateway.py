from django.db import models

from comanda.kernel.money import MoneyField


class TestGatewayCharge(models.Model):
    """The test provider's own books, as an outside gateway keeps them: it knows keys and amounts, nothing of orders."""

    __test__ = False  # not a test case, whatever its name begins with

    key = models.CharField(max_length=255, unique=True)
    reference = models.CharField(max_length=64, unique=True)
    card = models.CharField(max_length=64)
    amount = MoneyField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=20)
    decline_code = models.CharField(max_length=40, default="", blank=True)
    captured = MoneyField(default=0)
    refunded = MoneyField(default=0)
    created_at = models.DateTimeField()


class TestGatewayRefund(models.Model):
    """A refund the test provider has made; its key makes a repeated request the same refund."""

    __test__ = False

    charge = models.ForeignKey(TestGatewayCharge, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=255, unique=True)
    amount = MoneyField()
    created_at = models.DateTimeField()
