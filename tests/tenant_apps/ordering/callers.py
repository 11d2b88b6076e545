"""Who asks the API of orders, what for, and all that could have changed by it."""

import json

from tenant_apps.ordering.models import LedgerEntry, Order, StateEntry
from tenant_apps.payments.models import PaymentAttempt, Refund
from tenant_apps.team.contracts import Role
from tenants.context import use_tenant
from tests.tenant_apps.staff import hire, sign_in


class Caller:
    """A test client that speaks JSON and knows its tenant."""

    def __init__(self, client, tenant):
        self.client, self.tenant = client, tenant

    def post(self, path, body=None, *, key=None, **headers):
        extra = {"idempotency-key": key} if key else {}
        return self.client.post(
            f"/api/v1{path}",
            data=json.dumps({} if body is None else body),
            content_type="application/json",
            headers={**extra, **headers},
        )

    def get(self, path):
        return self.client.get(f"/api/v1{path}")


def staffed(client, tenant, **more) -> Caller:
    return Caller(sign_in(client, tenant, hire(tenant, Role.OWNER, **more)), tenant)


def body(shop, **more):
    return {
        "venue_id": shop.venue.id,
        "service": "pickup",
        "lines": [
            {
                "item_id": shop.pizza,
                "size_id": shop.large,
                "quantity": 2,
                "modifiers": [{"group_id": shop.extras, "option_id": shop.burrata}],
                "note": "well done",
            },
            {"item_id": shop.cola},
        ],
        "contact": {"name": "Ada", "email": "ada@example.com"},
    } | more


def everything(tenant):
    with use_tenant(tenant):
        return [
            list(model.objects.order_by("pk").values())
            for model in (Order, LedgerEntry, StateEntry, PaymentAttempt, Refund)
        ]
