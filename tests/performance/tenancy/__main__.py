"""`python -m tests.performance.tenancy`: prints ratios and writes build/bench/tenancy.json."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
for room in (ROOT, ROOT / "src"):
    sys.path.insert(0, str(room))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.performance.tenancy.settings"


def main() -> None:
    options = arguments()
    import django  # noqa: PLC0415 - the paths come first

    django.setup()
    from tests.performance.tenancy.run import Size, run  # noqa: PLC0415

    started = time.perf_counter()
    size = Size(
        tenants=options.tenants, stock_tenants=options.stock_tenants, rounds=options.rounds, checks=options.checks
    )
    figures = run(size, stock=None if options.no_stock else stock, say=say)
    figures["seconds"] = round(time.perf_counter() - started, 1)
    target = ROOT / "build" / "bench" / "tenancy.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(figures, indent=2) + "\n")
    say(f"written to {target.relative_to(ROOT)} after {figures['seconds']} s")
    if figures["isolation_wrong"]:
        sys.exit("isolation failed")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.performance.tenancy", description=__doc__)
    parser.add_argument("--tenants", type=int, default=1000, help="how many the fleet has at the end (1000)")
    parser.add_argument(
        "--stock-tenants", type=int, default=100, help="how many stock migrates: 100 take it minutes, 1000 half an hour"
    )
    parser.add_argument("--rounds", type=int, default=15, help="creations on each side")
    parser.add_argument("--checks", type=int, default=1_050_000, help="of the isolation stress")
    parser.add_argument("--no-stock", action="store_true", help="skip stock django-tenants")
    return parser.parse_args()


def stock(verb: str, database: str, *more: str, probe: str = "before") -> list[float]:
    """Milliseconds that stock django-tenants takes, in a process without our connections."""
    environment = os.environ | {
        "BENCH_DB": database,
        "BENCH_PROBE": f"tests.performance.tenancy.probe.{probe}.migrations",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.performance.tenancy.stock_run", verb, *more],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    taken: list[float] = json.loads(done.stdout.splitlines()[-1])
    return taken


def say(text: str, **figures: Any) -> None:
    print(text, " ".join(f"{name}={value}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    main()
