"""What a browser would send: the fields of a page's form as they stand."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Of one form, templates left out, as a browser does."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self.mark = mark
        self.fields: dict[str, list[str]] = {}
        self._inside = False
        self._templates = 0
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self._text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        if tag == "template":
            self._templates += 1
        elif tag == "form":
            self._inside = self.mark in have
        if not self._inside or self._templates:
            return
        name, value = have.get("name") or "", have.get("value") or ""
        if tag == "input" and name:
            kind = have.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in have:
                    self._add(name, have.get("value") or "on")
            elif kind != "file":
                self._add(name, value)
        elif tag == "select":
            self._select = (name, [])
        elif tag == "option" and self._select:
            self._select[1].append((value, "selected" in have))
        elif tag == "textarea":
            self._text = (name, [])

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "form":
            self._inside = False
        elif tag == "select" and self._select:
            name, options = self._select
            self._select = None
            if options:
                self._add(name, next((value for value, chosen in options if chosen), options[0][0]))
        elif tag == "textarea" and self._text:
            name, parts = self._text
            self._text = None
            self._add(name, "".join(parts))

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)


def fields_of(response, mark: str = "data-editor") -> dict[str, list[str]]:
    """The fields of the form that carries the attribute `mark`."""
    parser = _Fields(mark)
    parser.feed(response.content.decode())
    parser.fields.pop("csrfmiddlewaretoken", None)
    return parser.fields
