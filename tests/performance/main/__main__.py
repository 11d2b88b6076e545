"""`python -m tests.performance.main`: prints figures and writes build/bench/main.json. About three minutes."""

import argparse
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
for room in (ROOT, ROOT / "src"):
    sys.path.insert(0, str(room))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.main.settings"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.performance.main", description=__doc__)
    parser.add_argument("--tenants", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=8, help="of each measurement")
    options = parser.parse_args()
    import django  # noqa: PLC0415 - the paths come first

    django.setup()
    from tests.performance.main.run import run  # noqa: PLC0415

    started = time.perf_counter()
    figures = run(tenants=options.tenants, seconds=options.seconds)
    figures["seconds"] = round(time.perf_counter() - started, 1)
    target = ROOT / "build" / "bench" / "main.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(figures, indent=2) + "\n")
    print(f"written to {target.relative_to(ROOT)} after {figures['seconds']} s")


if __name__ == "__main__":
    main()
