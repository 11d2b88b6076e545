"""State machines declared as data: who may go where, in one table a reader can check against the field's own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from comanda.kernel.errors import ConflictError


class TransitionRefusedError(ConflictError):
    code = "transition_refused"


@dataclass(frozen=True, slots=True)
class Machine:
    """`transitions` maps a verb to {state it may start from: state it leads to}."""

    name: str
    transitions: Mapping[str, Mapping[str, str]]
    unasked: frozenset[str] = frozenset()
    """Verbs that follow from something else and that nobody asks for by name."""

    def allows(self, state: str, verb: str) -> bool:
        return state in self.transitions[verb]

    def target(self, state: str, verb: str) -> str:
        """The state after `verb`. Raises TransitionRefusedError where the table has no such step."""
        try:
            return self.transitions[verb][state]
        except KeyError:
            raise TransitionRefusedError(
                _("That step is not possible any more, or not yet."),
                remedy=_("Reload to see where it stands now."),
                extra={"verb": verb, "state": state, "allowed": self.verbs(state)},
            ) from None

    def verbs(self, state: str) -> list[str]:
        """What may be asked for in `state`, in the table's order."""
        return [verb for verb, steps in self.transitions.items() if state in steps and verb not in self.unasked]

    def states(self) -> set[str]:
        return {state for steps in self.transitions.values() for step in steps.items() for state in step}
