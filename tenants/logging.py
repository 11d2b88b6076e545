"""Every log line names its tenant's schema, so that one tenant's trouble can be found and another's left out."""

import logging

from tenants.context import find_tenant


class TenantFilter(logging.Filter):
    """Adds `schema` to the record: the tenant's, `public` for the platform, `-` outside any context."""

    def filter(self, record: logging.LogRecord) -> bool:
        ref = find_tenant()
        record.schema = ref.schema if ref is not None else "-"
        return True
