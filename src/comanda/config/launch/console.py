"""What of the children's logs a person sees: trouble, in the colour of its process. The log files hold everything."""

import re
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

COLOURS = {"web": "cyan", "sockets": "blue", "worker": "magenta", "clock": "yellow", "relay": "green"}
TROUBLE = re.compile(r"\b(WARNING|ERROR|CRITICAL|FATAL)\b|^Traceback|^\s*File \"|^\w*(Error|Exception)\b")
ORDINARY = re.compile(r"\b(INFO|DEBUG)\b")


@dataclass
class Trouble:
    """Passes on warnings and errors with the lines that belong to them; `everything` passes on all."""

    console: Console
    everything: bool = False
    _following: dict[str, bool] = field(default_factory=dict)

    def __call__(self, name: str, line: str) -> None:
        if not line.strip():
            return
        if TROUBLE.search(line):
            self._following[name] = True
        elif ORDINARY.search(line):
            self._following[name] = False
        if self.everything or self._following.get(name):
            self.console.print(
                Text(f"{name:>8} ", style=COLOURS.get(name, "white")).append(line, style="default"), soft_wrap=True
            )
