"""Where the embedded servers of a state folder listen: known without starting anything, the same for every process."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

# A unix socket's address holds 108 bytes on Linux and 104 elsewhere; PostgreSQL adds a lock file's suffix.
LONGEST_SOCKET_PATH = 100
POSTGRES_SOCKET = ".s.PGSQL.5432"
REDIS_SOCKET = "redis.sock"
SUPERUSER = "comanda"
DATABASE = "comanda"


@dataclass(frozen=True, slots=True)
class ServiceUrls:
    """Addresses as `DATABASE_URL` and `REDIS_URL` would spell them."""

    database_url: str
    redis_url: str


def socket_dir(var: Path, service: str) -> Path:
    """The private folder of one server's socket: inside `var`, or in the temp folder where `var` is too long a path."""
    inside = var.resolve() / "run" / service
    if len(str(inside / POSTGRES_SOCKET)) <= LONGEST_SOCKET_PATH:
        return inside
    digest = hashlib.sha256(str(var.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"comanda-{os.geteuid()}-{digest}" / service


def make_private(folder: Path, *, owners: frozenset[int]) -> None:
    """Create `folder` for its owner alone.

    Raises PermissionError where somebody else got there first: in a shared temp folder a predictable name is trusted
    only if it is a real folder (no link) that belongs to one of `owners` (user ids).
    """
    folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    for level in (folder.parent, folder):
        found = level.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
            msg = f"{level} belongs to somebody else; remove it or set COMANDA_VAR to another folder"
            raise PermissionError(msg)


def service_urls(var: Path, *, database: str = DATABASE) -> ServiceUrls:
    postgres = quote(str(socket_dir(var, "pg")), safe="/")
    redis = socket_dir(var, "redis") / REDIS_SOCKET
    return ServiceUrls(
        database_url=f"postgresql://{SUPERUSER}@/{database}?host={postgres}",
        redis_url=f"unix://{redis}?db=0",
    )
