"""What the chapters share: where the server is, who signed up, what they know by now."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.smoke.browser import Browser, Page
from tests.smoke.report import Report

PASSWORD = "quattro formaggi al tavolo"


@dataclass
class Restaurant:
    """One sign-up: its host, its owner's browser and what the owner knows."""

    host: str
    email: str
    owner: Browser
    venue_id: int = 0
    slug: str = ""
    token: str = ""
    """For the API, in the owner's name."""

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    def url(self, path: str) -> str:
        return f"{self.origin}{path}"

    def api(self, method: str, path: str, body: Any = None, *, key: str = "", signed_in: bool = False) -> Page:
        """A stranger's call, or the owner's."""
        headers = {"Idempotency-Key": key} if key else {}
        if signed_in:
            headers["Authorization"] = f"Bearer {self.token}"
        return Browser().call(method, self.url(f"/api/v1{path}"), body, **headers)


@dataclass
class Stage:
    report: Report
    port: int
    host: str = "localhost"
    run: str = field(default_factory=lambda: uuid4().hex[:8])
    first: Restaurant | None = None
    second: Restaurant | None = None
    menu: dict[str, Any] = field(default_factory=dict)
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By what they are there for: web, api, challenge, declined, delivery."""

    @property
    def platform(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def here(self) -> Restaurant:
        if self.first is None:
            raise RuntimeError("nobody signed up: the chapters after it have nothing to stand on")
        return self.first

    def item(self, name: str) -> dict[str, Any]:
        return next(item for item in self.menu["items"] if item["name"] == name)

    def line(self, name: str, quantity: int = 1) -> dict[str, Any]:
        item = self.item(name)
        return {"item_id": item["id"], "size_id": item["sizes"][0]["id"], "quantity": quantity}
