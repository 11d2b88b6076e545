from typing import Any, NoReturn

from django.db import models

from shared_apps.audit.errors import AppendOnlyError


class AuditQuerySet(models.QuerySet[Any]):
    """Reads and inserts only."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("audit entries are not changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("audit entries are not deleted")
