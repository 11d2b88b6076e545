"""Templates keep to the content policy: what it forbids does nothing in a browser and says so only in its console."""

import re
from collections.abc import Iterable
from pathlib import Path

COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"<[a-z][^>]*\sstyle\s*=\s*[\"']", re.IGNORECASE)
INLINE = re.compile(r"<(script|style)\b(?P<attributes>[^>]*)>", re.IGNORECASE)
DATA_SCRIPT = re.compile(r"type\s*=\s*[\"']application/(ld\+)?json[\"']")


def breaches(paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        text = COMMENT.sub("", path.read_text())
        if HANDLER.search(text):
            found.append(f"{path}: an on...= handler never runs under our content policy")
        if STYLE.search(text):
            found.append(f"{path}: a style attribute is ignored under our content policy; use a class")
        for tag in INLINE.finditer(text):
            attributes = tag["attributes"]
            if not ("src=" in attributes or "nonce=" in attributes or DATA_SCRIPT.search(attributes)):
                found.append(f"{path}: an inline <{tag[1]}> needs nonce=")
    return found
