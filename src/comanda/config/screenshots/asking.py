"""The running demo's API, as anybody's program would call it."""

import http.client
import json
from typing import Any
from uuid import uuid4


def origin(port: int, slug: str = "") -> str:
    return f"http://{f'{slug}.' if slug else ''}localhost:{port}"


def ask(port: int, home: str, path: str, body: dict[str, Any] | None = None, *, token: str = "") -> Any:
    """What the API answers, or None where it refuses. Every `*.localhost` is this machine."""
    headers = {
        "Host": home.removeprefix("http://"),
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
    }
    if token:
        headers["Authorization"] = f"Bearer {token}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET" if body is None else "POST", path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        data = answer.read()
    except OSError:
        return None
    finally:
        connection.close()
    return json.loads(data) if answer.status < 400 else None


def token_of(port: int, home: str, email: str, password: str) -> str:
    """What a program signs in with; empty where the demo does not let it in."""
    answer = ask(port, home, "/api/v1/auth/login", {"email": email, "password": password}) or {}
    return str(answer.get("meta", {}).get("access_token", ""))
