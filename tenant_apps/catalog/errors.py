"""Refusals of the catalog, with stable codes."""

from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError, NotFoundError, ValidationFailedError


class MenuNotPublishedError(NotFoundError):
    code = "menu_not_published"

    def __init__(self) -> None:
        super().__init__(
            _("This venue has no published menu yet."),
            remedy=_("Open Menu in the back office and press Publish."),
        )


class ItemNotFoundError(NotFoundError):
    code = "item_not_found"

    def __init__(self) -> None:
        super().__init__(_("This item is not in the catalog."), remedy=_("Reload the menu: it may have been removed."))


class CategoryNotFoundError(NotFoundError):
    code = "category_not_found"

    def __init__(self) -> None:
        super().__init__(_("This category is not in the catalog."), remedy=_("Reload the menu."))


class GroupNotFoundError(NotFoundError):
    code = "modifier_group_not_found"

    def __init__(self) -> None:
        super().__init__(_("This group of choices is not in the catalog."), remedy=_("Reload the menu."))


class VenueNotFoundError(NotFoundError):
    code = "venue_not_found"

    def __init__(self) -> None:
        super().__init__(_("There is no such venue here."), remedy=_("Check the address of the venue."))


class SnapshotImmutableError(ConflictError):
    code = "snapshot_immutable"

    def __init__(self) -> None:
        super().__init__(
            _("A published menu never changes."),
            remedy=_("Change the draft and publish it as a new version."),
        )


class MenuNotReadyError(ValidationFailedError):
    """The draft cannot be published as it stands; `fields` names the items at fault."""

    code = "menu_not_ready"


class PictureRefusedError(ValidationFailedError):
    """What was uploaded is no picture we can take."""

    code = "picture_refused"
