"""Refusals of the engine, each with a stable code."""

from comanda.kernel.errors import ConflictError, DomainError, NotFoundError, ValidationFailedError


class SubdomainRefusedError(ValidationFailedError):
    code = "subdomain_refused"


class SubdomainTakenError(ConflictError):
    code = "subdomain_taken"


class DomainRefusedError(ValidationFailedError):
    code = "domain_refused"


class DomainTakenError(ConflictError):
    code = "domain_taken"


class UnknownTenantError(NotFoundError):
    code = "tenant_unknown"


class WrongConfirmationError(ValidationFailedError):
    code = "wrong_confirmation"


class FleetBusyError(ConflictError):
    """Another fleet migration holds the lock."""

    code = "fleet_busy"


class FleetFailedError(DomainError):
    """Some schemas could not be migrated; the run says which, and the next one resumes."""

    code = "fleet_failed"
    status = 500


class MoveRefusedError(ConflictError):
    """There is no such shard, or it is the same database."""

    code = "move_refused"
