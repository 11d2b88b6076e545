"""The development set repeats every pin of the base set, and no file of ours says where packages come from."""

import re
import sys

from comanda.config.settings.environment import ROOT

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
ADDRESS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links|\"resolved\"")
FILES = ("requirements/base.txt", "requirements/dev.txt", "requirements/base.in", "requirements/dev.in", ".npmrc")


def problems() -> list[str]:
    """Sentences; empty where all is well."""
    base, dev = (dict(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text())) for name in ("base", "dev"))
    found = [
        f"{name} is {pin} in base.txt and {dev.get(name, 'missing')} in dev.txt: run make requirements"
        for name, pin in base.items()
        if dev.get(name) != pin
    ]
    telling = (name for name in FILES if ADDRESS.search((ROOT / name).read_text()))
    found += [f"{name} names an address of a package registry" for name in telling]
    if '"resolved"' in (ROOT / "package-lock.json").read_text():
        found.append("package-lock.json records addresses: rebuild it with the project's .npmrc")
    return found


if __name__ == "__main__":
    sys.exit("\n".join(problems()) or 0)
