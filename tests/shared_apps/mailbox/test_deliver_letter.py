"""A mail server that refuses: for now, or for good."""

import socketserver
import threading
from dataclasses import asdict, dataclass, field
from smtplib import SMTPRecipientsRefused

import pytest

from shared_apps.mailbox.contracts import Letter
from shared_apps.mailbox.tasks import deliver_letter, wait_before

LETTER = asdict(Letter(subject="Your order", heading="It is on its way"))


@dataclass
class MailServer:
    """Answers RCPT with `replies`, one a connection; the last one from then on."""

    replies: list[str]
    tries: int = 0
    accepted: list[bytes] = field(default_factory=list)

    def reply(self) -> str:
        self.tries += 1
        return self.replies[min(self.tries, len(self.replies)) - 1]


@pytest.fixture
def server(settings):
    running = []

    def start(*replies: str) -> MailServer:
        book = MailServer(list(replies))

        class Talk(socketserver.StreamRequestHandler):
            def say(self, line: str) -> None:
                self.wfile.write(f"{line}\r\n".encode())

            def handle(self) -> None:
                self.say("220 here")
                for line in self.rfile:
                    verb = line[:4].upper()
                    if verb == b"RCPT":
                        self.say(book.reply())
                    elif verb == b"DATA":
                        self.say("354 go on")
                        book.accepted.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                        self.say("250 taken")
                    else:
                        self.say("250 fine")

        listening = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        running.append(listening)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.server_address
        return book

    yield start
    for listening in running:
        listening.shutdown()
        listening.server_close()


def deliver():
    return deliver_letter.apply(args=("ada@example.com", "en", dict(LETTER)))


def test_a_greylisted_letter_is_tried_again(server, as_tenant_a):
    book = server("451 4.7.1 come back later", "250 fine")
    assert deliver().successful()
    assert book.tries == 2
    assert len(book.accepted) == 1


def test_an_address_that_does_not_exist_is_not_tried_again(server, as_tenant_a):
    book = server("550 5.1.1 nobody here")
    done = deliver()
    assert isinstance(done.result, SMTPRecipientsRefused)
    assert (book.tries, book.accepted) == (1, [])


def test_no_wait_is_longer_than_the_broker_bears_and_all_take_an_hour(settings):
    waits = [wait_before(retries) for retries in range(deliver_letter.max_retries)]
    assert waits[:3] == [15, 30, 60]
    assert max(waits) <= settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] / 2
    assert 3000 <= sum(waits) <= 4500
