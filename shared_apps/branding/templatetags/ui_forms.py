"""Draws a bound form field with the design system's classes and the accessibility attributes it needs."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@dataclass(frozen=True, slots=True)
class Control:
    """A field's control: its HTML, what kind it is, and the word shown beside labels of fields that may stay empty."""

    kind: str
    html: SafeString
    optional: str
    described: str
    """Ids of its hint and error, for a group of choices as a whole."""


def _kind(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "input"


def _css_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.simple_tag
def bound_field(field: BoundField, hint: str = "") -> Control:
    """The control of a bound field: classes, aria-invalid and aria-describedby (hint and error by their ids).

    `hint`: where the page says another one than the form.
    """
    widget = field.field.widget
    own: Any = widget.attrs.get("class", "")
    attributes: dict[str, bool | str] = {"class": f"{_css_class(widget)} {own}".strip()}
    described = [f"{field.auto_id}-hint"] if hint or field.help_text else []
    if field.errors:
        attributes["aria-invalid"] = "true"
        described.append(f"{field.auto_id}-error")
    kind = _kind(widget)
    told = " ".join(described)
    if kind == "choices":
        widget.attrs.update(attributes)
        return Control(kind=kind, html=SafeString(""), optional="", described=told)
    if told:
        attributes["aria-describedby"] = told
    html = field.as_widget(attrs=attributes)
    return Control(kind=kind, html=html, optional=gettext("(optional)"), described=told)
