"""A mail server that can be told to refuse."""

import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest


@dataclass
class MailServer:
    address: tuple[str, int] = ("127.0.0.1", 0)
    recipients: str = "250 ok"
    """What it answers to RCPT."""
    data: str = "250 kept"
    """What it answers to a message."""
    received: list[str] = field(default_factory=list)


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """Real SMTP over loopback; Django sends to it."""
    server = MailServer()

    class Conversation(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 here")
            while words := self.rfile.readline().decode().strip():
                verb = words[:4].upper()
                if verb == "DATA":
                    self.say("354 go on")
                    lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                    text = "".join(lines)
                    if server.data.startswith("2"):
                        server.received.append(text)
                    self.say(server.data)
                elif verb == "RCPT":
                    self.say(server.recipients)
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as listening:
        listening.daemon_threads = True
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        server.address = listening.server_address  # type: ignore[assignment]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
        listening.shutdown()
        thread.join()
