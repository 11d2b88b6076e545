from django.utils.translation import gettext_lazy as _

from comanda.kernel.errors import DomainError


class ImportBrokeError(DomainError):
    """Our fault, not the file's."""

    code = "import_broke"
    status = 500

    def __init__(self) -> None:
        super().__init__(
            _("The import stopped through no fault of yours. Nothing of it was written."),
            remedy=_("Check the file again. If it stops once more, write to us: we have kept what went wrong."),
        )
