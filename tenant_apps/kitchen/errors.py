"""What the kitchen refuses."""

from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError, NotFoundError


class StationNotFoundError(NotFoundError):
    code = "station_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such station."), remedy=_("Reload the page to see those there are."))


class StationBusyError(ConflictError):
    code = "station_busy"

    def __init__(self, remedy: str) -> None:
        super().__init__(_("This station still has work."), remedy=remedy)


class TicketNotFoundError(NotFoundError):
    code = "ticket_not_found"

    def __init__(self) -> None:
        super().__init__(_("This ticket does not exist."), remedy=_("Reload the kitchen display."))


class TicketBumpedError(ConflictError):
    code = "ticket_bumped"

    def __init__(self) -> None:
        super().__init__(
            _("This ticket has been bumped already."), remedy=_("Recall it from the list of finished tickets.")
        )


class TicketOpenError(ConflictError):
    code = "ticket_open"

    def __init__(self) -> None:
        super().__init__(_("This ticket is still open: there is nothing to recall."))
