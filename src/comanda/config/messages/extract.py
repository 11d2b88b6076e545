"""Every marked text in Python and in Django templates, by Babel alone."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

ROOMS = ("src/comanda", "tenants", "shared_apps", "tenant_apps")
# gettext and its relatives, with the argument positions of text, plural and context.
SHAPES: dict[str, tuple[int | None, int, int | None]] = {  # (context, text, plural)
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
ALIAS = re.compile(r"\b(n?p?gettext(?:_lazy|_noop)?)\s+as\s+(\w+)")


@dataclass(slots=True)
class Message:
    context: str | None
    text: str
    plural: str | None
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)


Key = tuple[str | None, str]


def extract(root: Path) -> dict[Key, Message]:
    """Messages by (context, text), in the order of files and of lines."""
    messages: dict[Key, Message] = {}
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        for found in _in_file(path, name):
            key = (found.context, found.text)
            known = messages.setdefault(key, found)
            known.files.add(name)
            known.plural = known.plural or found.plural
            known.comments += [comment for comment in found.comments if comment not in known.comments]
    return messages


def _files(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not {"migrations", "static", "locale"} & set(path.parts):
                yield path


def _in_file(path: Path, name: str) -> Iterable[Message]:
    text = path.read_text()
    if path.suffix == ".py":
        # A module may import them under other names: `from ... import gettext as _t`.
        return _messages(text, {alias: SHAPES[real] for real, alias in ALIAS.findall(text)} | SHAPES)
    # What templatize leaves of the markup isn't Python; without its indentation it can at least be read in tokens.
    lines = (line.lstrip() for line in templatize(text, origin=name).splitlines())
    return _messages("\n".join(lines), SHAPES | {"_": SHAPES["gettext"]})


def _messages(source: str, shapes: dict[str, tuple[int | None, int, int | None]]) -> Iterator[Message]:
    stream = io.BytesIO(source.encode())
    keywords = dict.fromkeys(shapes)
    for _line, function, given, comments in extract_python(stream, keywords, ["Translators:"], {"encoding": "utf-8"}):
        arguments = tuple(given) if isinstance(given, tuple | list) else (given,)
        context, text, plural = (_at(arguments, position) for position in shapes[str(function)])
        if text:
            yield Message(context=context, text=text, plural=plural, comments=[str(one) for one in comments or ()])


def _at(arguments: tuple[str | None, ...], position: int | None) -> str | None:
    return arguments[position] if position is not None and position < len(arguments) else None
