#!/usr/bin/env python
"""Django's command line with the repository's rooms on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    for room in (ROOT, ROOT / "src"):
        if str(room) not in sys.path:
            sys.path.insert(0, str(room))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comanda.config.settings.development")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the path set above

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
