"""A language's catalog: merged with what the sources say, and judged."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib

from comanda.config.messages.extract import Key, Message

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
METADATA = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def merge(catalog: Path, messages: dict[Key, Message], *, language: str) -> polib.POFile:
    """The messages with the translations the catalog had. What the sources no longer say is dropped."""
    known = _by_key(catalog)
    merged = polib.POFile(wrapwidth=110)
    merged.metadata = {"Project-Id-Version": "comanda", "Language": language} | METADATA
    for key, message in messages.items():
        entry = polib.POEntry(msgctxt=message.context, msgid=message.text, msgid_plural=message.plural or "")
        entry.occurrences = [(name, "") for name in sorted(message.files)]
        entry.comment = "\n".join(message.comments)
        if "%(" in message.text or "%(" in (message.plural or ""):
            entry.flags = ["python-format"]
        old = known.get(key)
        if message.plural:
            entry.msgstr_plural = old.msgstr_plural if old and old.msgid_plural else {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        merged.append(entry)
    return merged


def problems(catalog: Path, messages: dict[Key, Message]) -> Iterator[str]:
    """What keeps the catalog from being complete and right, a sentence each."""
    entries = _by_key(catalog)
    for key in messages.keys() - entries.keys():
        yield f"not in the catalog (run make messages): {_short(key[1])}"
    for key in entries.keys() - messages.keys():
        yield f"no longer in the sources (run make messages): {_short(key[1])}"
    for entry in entries.values():
        if not entry.translated() or "fuzzy" in entry.flags:
            yield f"not translated: {_short(entry.msgid)}"
            continue
        if _placeholders_differ(entry):
            yield f"placeholders differ: {_short(entry.msgid)}"


def _by_key(catalog: Path) -> dict[Key, polib.POEntry]:
    entries = polib.pofile(str(catalog)) if catalog.exists() else polib.POFile()
    return {(entry.msgctxt, entry.msgid): entry for entry in entries if not entry.obsolete}


def _placeholders_differ(entry: polib.POEntry) -> bool:
    """A translation says the same things; of a plural, each form some of them (`One dish` counts nothing)."""
    if not entry.msgid_plural:
        return _placeholders(entry.msgid) != _placeholders(entry.msgstr)
    known = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
    return any(not _placeholders(form) <= known for form in entry.msgstr_plural.values())


def _placeholders(text: str) -> set[str]:
    return {found.group(0) for found in PLACEHOLDER.finditer(text.replace("%%", ""))}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) < 80 else f"{line[:77]}..."
