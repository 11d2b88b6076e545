"""A browser without scripts: cookies per host, forms, redirects, and `hx-post` buttons pressed as a person would."""

import http.client
import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

Fields = list[tuple[str, str]]
REDIRECTS = {301, 302, 303, 307, 308}


@dataclass
class Form:
    action: str
    method: str = "get"
    fields: Fields = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.files or name in self.choices or any(key == name for key, _value in self.fields)


@dataclass
class Page:
    url: str
    status: int
    body: bytes
    headers: dict[str, str]
    forms: list[Form] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    presses: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def path(self) -> str:
        return urlsplit(self.url).path

    def json(self) -> Any:
        return json.loads(self.body)

    def form(self, *, action: str = "", having: str = "") -> Form:
        """The first form whose action ends so, or that has the field. Raises LookupError naming what is there."""
        for found in self.forms:
            if (action and found.action.split("?")[0].endswith(action)) or (having and found.has(having)):
                return found
        there = ", ".join(form.action for form in self.forms) or "none"
        msg = f"no form {action or having!r} on {self.url} ({self.status}); there: {there}"
        raise LookupError(msg)

    def press(self, part: str) -> str:
        """The address of the first button (`hx-post`) that contains `part`. Raises LookupError."""
        for address in self.presses:
            if part in address:
                return address
        msg = f"no button {part!r} on {self.url} ({self.status})"
        raise LookupError(msg)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.presses: list[str] = []
        self._form: Form | None = None
        self._select = ""
        self._area: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = {name: value or "" for name, value in attrs}
        if "hx-post" in got and tag != "form":
            self.presses.append(got["hx-post"])
        if tag == "form":
            self._form = Form(got.get("action", ""), got.get("method", "get").lower(), attributes=got)
            self.forms.append(self._form)
        elif tag == "a" and got.get("href"):
            self.links.append(got["href"])
        elif self._form is not None and (got.get("name") or tag == "option"):
            self._control(tag, got, {name for name, _value in attrs})

    def _control(self, tag: str, got: dict[str, str], given: set[str]) -> None:
        form, name = self._form, got.get("name", "")
        if form is None or "disabled" in given:
            return
        kind = got.get("type", "text").lower()
        if tag == "input" and kind == "file":
            form.files.append(name)
        elif tag == "input" and kind in {"checkbox", "radio"}:
            form.choices.setdefault(name, []).append(got.get("value", "on"))
            if "checked" in given:
                form.fields.append((name, got.get("value", "on")))
        elif tag == "input" and kind not in {"submit", "button", "image"}:
            form.fields.append((name, got.get("value", "")))
        elif tag == "select":
            self._select = name
            form.choices.setdefault(name, [])
        elif tag == "option" and self._select:
            form.choices[self._select].append(got.get("value", ""))
            if "selected" in given or not any(key == self._select for key, _value in form.fields):
                form.fields = [pair for pair in form.fields if pair[0] != self._select]
                form.fields.append((self._select, got.get("value", "")))
        elif tag == "textarea":
            self._area = (name, [])

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area is not None:
            if self._form is not None:
                self._form.fields.append((self._area[0], "".join(self._area[1]).lstrip("\n")))
            self._area = None


class Browser:
    """Every `*.localhost` is this machine, whatever the resolver thinks."""

    def __init__(self, *, language: str = "en") -> None:
        self.jar: dict[str, dict[str, str]] = {}
        self.language = language

    def get(self, url: str, **headers: str) -> Page:
        return self._go("GET", url, headers=headers)

    def post(self, url: str, fields: Fields | dict[str, str], **headers: str) -> Page:
        body = urlencode(list(fields.items()) if isinstance(fields, dict) else fields).encode()
        return self._go("POST", url, body=body, kind="application/x-www-form-urlencoded", headers=headers)

    def submit(self, page: Page, form: Form, values: dict[str, Any] | None = None, **headers: str) -> Page:
        """The form as it stands, with `values` filled in (a list stands for several; (name, bytes) for a file)."""
        values = values or {}
        pairs = [pair for pair in form.fields if pair[0] not in values]
        uploads = {name: value for name, value in values.items() if name in form.files}
        for name, value in values.items():
            if name not in uploads:
                pairs += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
        address = urljoin(page.url, form.action or page.url)
        if form.method == "get":
            return self.get(f"{address.split('?')[0]}?{urlencode(pairs)}")
        if form.files:
            body, kind = _multipart(pairs, uploads)
            return self._go("POST", address, body=body, kind=kind, headers=headers)
        return self.post(address, pairs, **headers)

    def press(self, page: Page, part: str, values: dict[str, str] | None = None) -> Page:
        """A button that scripts would post: with the token from the cookie, answered with a piece of the page."""
        address = urljoin(page.url, page.press(part))
        host = urlsplit(address).netloc
        token = next((value for name, value in self.jar.get(host, {}).items() if name.endswith("csrftoken")), "")
        return self.post(address, values or {}, **{"HX-Request": "true", "X-CSRFToken": token})

    def call(self, method: str, url: str, body: Any = None, **headers: str) -> Page:
        """JSON to the API."""
        data = None if body is None else json.dumps(body).encode()
        return self._go(method, url, body=data, kind="application/json", headers=headers)

    def _go(
        self, method: str, url: str, *, body: bytes | None = None, kind: str = "", headers: dict[str, str] | None = None
    ) -> Page:
        for _hop in range(10):
            page = self._once(method, url, body, kind, headers or {})
            if page.status not in REDIRECTS or "location" not in page.headers:
                return page
            url = urljoin(url, page.headers["location"])
            if page.status not in {307, 308}:
                method, body, kind = "GET", None, ""
        msg = f"redirected in circles at {url}"
        raise RuntimeError(msg)

    def _once(self, method: str, url: str, body: bytes | None, kind: str, headers: dict[str, str]) -> Page:
        parts = urlsplit(url)
        jar = self.jar.setdefault(parts.netloc, {})
        origin = f"{parts.scheme}://{parts.netloc}"
        sent = {"Host": parts.netloc, "Accept-Language": self.language, "Origin": origin, "Referer": url} | headers
        if jar:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        if kind:
            sent["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", parts.port or 80, timeout=60)
        try:
            connection.request(method, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", body, sent)
            response = connection.getresponse()
            data = response.read()
        finally:
            connection.close()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                _keep(jar, value)
        page = Page(url, response.status, data, {name.lower(): value for name, value in response.getheaders()})
        if "html" in page.headers.get("content-type", ""):
            reader = _Reader()
            reader.feed(page.text)
            page.forms, page.links, page.presses = reader.forms, reader.links, reader.presses
        return page


def _keep(jar: dict[str, str], header: str) -> None:
    first, *rest = header.split(";")
    name, _equals, value = first.strip().partition("=")
    if any(part.strip().lower() == "max-age=0" for part in rest):
        jar.pop(name, None)
    else:
        jar[name] = value


def _multipart(pairs: Fields, uploads: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    line = f"----{uuid4().hex}"
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    for name, (filename, data) in uploads.items():
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts += [head.encode(), b"Content-Type: text/csv\r\n\r\n", data, b"\r\n"]
    return b"".join([*parts, f"--{line}--\r\n".encode()]), f"multipart/form-data; boundary={line}"
