"""Somebody is gone: their person's data too, but not what the trail says was done."""

from django.apps import apps
from django.db import transaction

from shared_apps.accounts.models import User
from shared_apps.audit.facade import record
from tenants import live
from tenants.routers import Home, home_of


def forget_user(*, user_id: int) -> None:
    """Delete a user of the platform with what hangs on them there: addresses, second steps, tokens. Already gone:
    nothing. The trail is append-only and keeps its entries; a new one says that the account went, not whose it was.
    """
    with transaction.atomic():
        users = User.objects.filter(pk=user_id)
        if not users.select_for_update().order_by("pk").exists():
            return
        for model in apps.get_models(include_auto_created=True):
            if home_of(model._meta.app_label) is not Home.BOTH:
                continue  # Django's own cascade would look for staff and customers, whom the platform has not
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model is User:
                    model._default_manager.filter(**{field.name: user_id}).delete()
        users._raw_delete(users.db)
        record(action="accounts.forgotten", object_type="user", object_id=user_id)
    live.disconnect_user(user_id=user_id)
