"""A service's refusal on the form that asked for it."""

from django.forms import BaseForm

from comanda.kernel.errors import DomainError


def show_refusal(refusal: DomainError, form: BaseForm) -> None:
    """At the fields it names; what has no field of its own stands above the form."""
    if not refusal.fields:
        form.add_error(None, refusal.sentence())
    for name, problems in refusal.fields.items():
        for problem in problems:
            form.add_error(name if name in form.fields else None, str(problem))
