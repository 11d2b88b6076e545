"""Foreign keys point down; across apps they leave no reverse name; none joins a tenant's schema with the public one.

The last is what lets a schema move to another server.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db.models import Field, Model

from comanda.config.apps_installed import BOTH, CONTROL, TENANT
from tests.architecture.rules.rooms import height

PUBLIC_ONLY, TENANT_ONLY = set(CONTROL), set(TENANT)
EVERYWHERE = set(BOTH)


def violations(models: Iterable[type[Model]]) -> list[str]:
    found = []
    for model in models:
        if height(model.__module__) is None:
            continue
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.remote_field is not None and isinstance(field.remote_field.model, type):
                found += [f"{model._meta.label}.{field.name}: {problem}" for problem in _problems(model, field)]
    return found


def _problems(model: type[Model], field: Field) -> Iterable[str]:
    target = field.remote_field.model
    here, there = _app(model), _app(target)
    if here == there:
        return
    own, other = height(model.__module__), height(target.__module__)
    if other is not None and own is not None and other >= own:
        yield f"points at {target._meta.label}, which is not below"
    if not (field.remote_field.related_name or "").endswith("+"):
        yield 'needs related_name="+": the lower app must not know the higher'
    if here in TENANT_ONLY | EVERYWHERE and there in PUBLIC_ONLY:
        yield f"leads from a tenant's schema to {target._meta.label} in the public one: keep the id"
    if here in PUBLIC_ONLY and there in TENANT_ONLY:
        yield f"leads from the public schema to {target._meta.label} in a tenant's: keep the id"


def _app(model: type[Model]) -> str:
    return apps.get_app_config(model._meta.app_label).name
