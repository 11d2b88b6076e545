"""`manage.py check_links`: every relative link in our Markdown leads to a file, every anchor to a heading."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
OUTSIDE = ("http://", "https://", "mailto:")
FOLDERS = ("docs", "src", "tenants", "shared_apps", "tenant_apps", "tests", "helm", "infra")


class Command(BaseCommand):
    help = "Fails where a link in a Markdown file leads nowhere."

    def handle(self, *_args: Any, **_options: Any) -> None:
        root: Path = settings.ROOT
        pages = [*root.glob("*.md"), *(page for folder in FOLDERS for page in (root / folder).rglob("*.md"))]
        broken = [f"{page.relative_to(root)}: {link}" for page in sorted(pages) for link in broken_links(page)]
        if broken:
            raise CommandError("these links lead nowhere:\n  " + "\n  ".join(broken))


def broken_links(page: Path) -> Iterator[str]:
    for link in LINK.findall(FENCE.sub("", page.read_text())):
        if link.startswith(OUTSIDE):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            yield link


def anchors(page: Path) -> set[str]:
    """As code hosts make them: lower case, words joined by dashes, punctuation dropped."""
    titles = HEADING.findall(FENCE.sub("", page.read_text()))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
