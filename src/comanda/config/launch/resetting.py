"""`make reset`: an empty state folder. Asks first where a person could answer."""

import shutil
import sys

from rich.console import Console

from comanda.config.launch.run import alone
from comanda.config.settings.environment import ROOT, VAR
from comanda.kernel.embedded import stop_services


def reset(console: Console) -> None:
    """Raises RuntimeError while a chain runs from this folder."""
    if not VAR.exists():
        console.print("  Nothing to forget.")
        return
    if sys.stdin.isatty():
        console.print(f"  This deletes every database, upload and letter in {VAR}.", highlight=False)
        if console.input("  Type [bold]reset[/bold] to go on: ").strip() != "reset":
            console.print("  Nothing was changed.")
            return
    with alone():
        stop_services(var=VAR)
        for entry in VAR.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
    shutil.rmtree(ROOT / "build" / "stamps", ignore_errors=True)
    console.print(f"  {VAR} is empty.", highlight=False)
