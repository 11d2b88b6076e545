"""PostgreSQL refuses to run as root; in a container there is often nobody else.

Started by root, its programs run under an unprivileged account that exists on every Linux. The state folder may lie
below folders which that account can't enter (a home folder is 0700); rather than opening those to everybody, the
program keeps the one capability that lets it pass.
"""

import contextlib
import ctypes
import os
import pwd
from collections.abc import Callable
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")

_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Data(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def server_account() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs under, or None where the present one will do."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    msg = (
        f"running as root needs an account named {' or '.join(ACCOUNTS)} for PostgreSQL; create one or set DATABASE_URL"
    )
    raise RuntimeError(msg)


def owners() -> frozenset[int]:
    """Whose folders we trust: our own, and those of the account we start PostgreSQL under."""
    account = server_account()
    return frozenset({os.geteuid()} | ({account.pw_uid} if account else set()))


def give(path: Path, account: pwd.struct_passwd | None) -> None:
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


def become(account: pwd.struct_passwd | None) -> Callable[[], None] | None:
    """What a child does before it becomes the program: drop to `account`, keep only the way through closed folders."""
    if account is None:
        return None
    libc = ctypes.CDLL(None, use_errno=True)  # loaded before the fork: the child may only make system calls

    def drop() -> None:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
        bit = 1 << _CAP_DAC_OVERRIDE
        header = _Header(_CAPABILITY_VERSION_3, 0)
        data = (_Data * 2)(_Data(bit, bit, bit), _Data(0, 0, 0))
        # A container may have taken the capability away: then closed folders stay closed and PostgreSQL says so.
        if libc.capset(ctypes.byref(header), ctypes.byref(data)) == 0:
            libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)

    return drop
