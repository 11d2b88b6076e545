#!/usr/bin/env python
"""Django's command line with the repository's rooms on the path, and the embedded servers where no others are named."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(room) for room in (ROOT, ROOT / "src") if str(room) not in sys.path]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comanda.config.settings.development")

from django.core.management import execute_from_command_line  # noqa: E402

from comanda.config.settings import environment  # noqa: E402
from comanda.kernel.embedded import ensure_services  # noqa: E402

# These read and write files only; everything else may ask the database.
WITHOUT_SERVICES = {
    *("check", "check_links", "collectstatic", "diffsettings", "extract_messages", "findstatic", "help"),
    *("spectacular", "version", "write_map"),
}


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    production = os.environ["DJANGO_SETTINGS_MODULE"].endswith(".production")  # there, an address is demanded
    if not production and command not in WITHOUT_SERVICES and not command.startswith("-"):
        ensure_services(
            var=environment.VAR, with_postgres=environment.EMBEDDED_POSTGRES, with_redis=environment.EMBEDDED_REDIS
        )
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
