"""The design system's template tags: `{% load ui %}`.

{% icon "clock" %}                      decorative; {% icon "clock" label=_("Late") %} is read aloud
{% money amount currency %}             tabular figures, the reader's language: 12,50 €
{% component "card" title=name %}...{% part "footer" %}...{% endpart %}{% endcomponent %}
                                        renders components/card.html with `content` and the parts as variables
{% brand_name %} {% brand_mark %} {% theme_attributes %} {% theme_stylesheet %} {% theme_icons %}
{{ name|initials }}  {{ value|percent_of:total }}
"""

from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token, token_kwargs
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from comanda.kernel.money import format_money
from shared_apps.branding.selectors.themes import get_theme
from tenants.context import find_tenant

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", **attributes: str) -> SafeString:
    """An icon of the sprite. Without a label it is decoration and hidden from screen readers."""
    extra = f"icon {attributes['class']}" if attributes.get("class") else "icon"
    href = f"{static('front/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', extra, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', extra, href)


@register.simple_tag
def money(amount: Decimal, currency: str) -> SafeString:
    """An amount in the reader's language, in tabular figures."""
    text = format_money(amount, currency, get_language() or "en")
    return format_html('<span class="money">{}</span>', text)


@register.filter
def initials(name: str) -> str:
    """At most two letters for an avatar: Maria Rossi -> MR."""
    words = [word for word in str(name).replace("@", " ").split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.simple_tag
def ui_languages() -> list[tuple[str, str]]:
    """Languages of the product, each in its own name."""
    own = {"en": "English", "it": "Italiano"}
    return [(code, own.get(code, str(name))) for code, name in settings.LANGUAGES]


@register.simple_tag
def brand_name() -> str:
    """The tenant's name, or the platform's."""
    tenant = find_tenant()
    return "Comanda" if tenant is None or tenant.is_platform else tenant.name


@register.simple_tag
def brand_mark() -> SafeString:
    """The tenant's logo where one was uploaded, else its initial on the brand colour."""
    tenant = find_tenant()
    if tenant is None or tenant.is_platform:
        return format_html('<img src="{}" width="32" height="32" alt="">', static("brand/comanda.svg"))
    theme = get_theme(tenant_id=tenant.id)
    if theme.logo_url:
        width = round(32 * theme.logo_width / max(theme.logo_height, 1)) if theme.logo_height else 32
        return format_html('<img class="brand-logo" src="{}" width="{}" height="32" alt="">', theme.logo_url, width)
    return format_html('<span class="brand-initial" aria-hidden="true">{}</span>', tenant.name[:1].upper())


@register.simple_tag
def theme_attributes() -> SafeString:
    """Attributes of <html>: the tenant's default for light or dark; first.js puts the person's own choice first."""
    tenant = find_tenant()
    if tenant is None or tenant.is_platform:
        return mark_safe('data-theme-default="auto"')
    return format_html('data-theme-default="{}"', get_theme(tenant_id=tenant.id).mode)


@register.simple_tag
def theme_stylesheet() -> SafeString:
    """The tenant's own few tokens, as a stylesheet that browsers keep until the theme changes."""
    tenant = find_tenant()
    if tenant is None or tenant.is_platform:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="/theme.css?v={}">', get_theme(tenant_id=tenant.id).version)


@register.simple_tag
def theme_icons() -> SafeString:
    """The tab's icon, the home screen's and the manifest: the tenant's own, or the platform's."""
    tenant = find_tenant()
    if tenant is None or tenant.is_platform:
        return format_html('<link rel="icon" href="{}" type="image/svg+xml">', static("brand/favicon.svg"))
    version = get_theme(tenant.id).version
    return format_html(
        '<link rel="icon" href="/theme/icon-64.png?v={0}" type="image/png" sizes="64x64">'
        '<link rel="apple-touch-icon" href="/theme/icon-180.png?v={0}">'
        '<link rel="manifest" href="/manifest.webmanifest">',
        version,
    )


class ComponentNode(template.Node):
    """A component with content and named parts."""

    def __init__(self, name: Any, values: dict[str, Any], content: NodeList, parts: dict[str, NodeList]) -> None:
        self.name, self.values, self.content, self.parts = name, values, content, parts

    def render(self, context: template.Context) -> SafeString:
        values = {key: value.resolve(context) for key, value in self.values.items()}
        values.update({key: nodes.render(context) for key, nodes in self.parts.items()})
        values["content"] = self.content.render(context)
        found = context.template.engine.get_template(f"components/{self.name.resolve(context)}.html")  # type: ignore[union-attr]
        # A context of its own: a page's variable called "title" or "label" must not leak into a component.
        return found.render(
            context.new({**values, "request": context.get("request"), "csrf_token": context.get("csrf_token")})
        )


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "name" key=value ... %}content{% part "footer" %}...{% endpart %}{% endcomponent %}`."""
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("component needs a name")
    name = parser.compile_filter(bits[0])
    rest = bits[1:]
    values = token_kwargs(rest, parser)
    if rest:
        message = f"component takes key=value only, not {rest[0]}"
        raise template.TemplateSyntaxError(message)
    body = parser.parse(("endcomponent",))
    parser.delete_first_token()
    parts = {node.name: node.nodes for node in body if isinstance(node, PartNode)}
    content = NodeList(node for node in body if not isinstance(node, PartNode))
    return ComponentNode(name, values, content, parts)


class PartNode(template.Node):
    """A named part handed to the component around it."""

    def __init__(self, name: str, nodes: NodeList) -> None:
        self.name, self.nodes = name, nodes


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """A named part, directly inside `{% component %}`."""
    name = token.split_contents()[1].strip("\"'")
    nodes = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(name, nodes)
