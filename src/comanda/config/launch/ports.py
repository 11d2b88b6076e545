"""Whether the ports we want are free, said before anything is started."""

import socket


class PortTakenError(RuntimeError):
    """Somebody listens there already; the message says what to set."""


def refuse_taken(host: str, ports: dict[str, int]) -> None:
    for variable, port in ports.items():
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((host, port))
            except OSError as error:
                remedy = f"stop what runs there, or choose another: make run PORT={port + 100}"
                msg = f"{host}:{port} ({variable}) is taken ({error.strerror}); {remedy}"
                raise PortTakenError(msg) from error
