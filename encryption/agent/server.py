"""The agent: answers whoever may ask, counts and logs what it opens, and outlives bad clients."""

import ctypes
import logging
import os
import resource
import socket
import socketserver
import struct
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured

from encryption.agent.protocol import BadMessage, receive, send
from encryption.anrop import on_behalf_of
from encryption.errors import KeysRefused, SealError
from encryption.nyckeltjanst import Epok, Inslagen, Nyckeltjanst

logger = logging.getLogger("nyckelagent")

METHODS: dict[str, tuple[type, ...]] = {
    "generations": (),
    "make": (UUID, int, Epok),
    "unwrap": (list,),
    "rewrap": (list, Epok),
    "mac": (str, bytes, int),
    "sign": (str, bytes, int),
    "public_key": (str, int),
    "derive": (str, int),
}
QUIET = {"mac", "public_key", "generations"}
"""Asked often, and nothing is opened by them."""
MOST_CLIENTS = 256
PATIENCE = 5.0
PR_SET_DUMPABLE = 4
_credentials = struct.Struct("3i")


class Agent(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens at a socket, each connection in its own thread, and serves users by their id."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, path: Path, tjanster: Mapping[int, Nyckeltjanst]) -> None:
        self.path = path
        self.tjanster = tjanster
        self._places = threading.BoundedSemaphore(MOST_CLIENTS)
        _remove_left_over(path)
        super().__init__(str(path), _Conversation)
        path.chmod(0o600 if set(tjanster) == {os.geteuid()} else 0o666)

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        """Hang up on a process of another user, and on one client too many."""
        pid, uid, _ = peer(request)
        if uid not in self.tjanster:
            logger.warning("refused uid=%d pid=%d", uid, pid)
            return False
        return self._places.acquire(blocking=False)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        logger.error("A conversation ended in error", exc_info=sys.exception())

    def server_close(self) -> None:
        super().server_close()
        self.path.unlink(missing_ok=True)


class _Conversation(socketserver.BaseRequestHandler):
    server: Agent

    def setup(self) -> None:
        self.pid, self.uid, _ = peer(self.request)

    def handle(self) -> None:
        with suppress(OSError):
            while True:
                try:
                    question = receive(self.request, patience=PATIENCE)
                except BadMessage:
                    logger.warning("garbage from uid=%d pid=%d", self.uid, self.pid)
                    return
                if question is None:
                    return
                send(self.request, self._answer(question))

    def _answer(self, question: Any) -> dict[str, Any]:
        try:
            method, args, anropare = _parsed(question)
        except (ValueError, TypeError, KeyError):
            logger.warning("garbage from uid=%d pid=%d", self.uid, self.pid)
            return {"fel": "fraga"}
        try:
            with ExitStack() as stack:
                if anropare:
                    stack.enter_context(on_behalf_of(*anropare))
                answer = {"svar": getattr(self.server.tjanster[self.uid], method)(*args)}
        except KeysRefused:
            answer = {"fel": "budget"}
        except SealError:
            answer = {"fel": "stannar inne" if method == "derive" else "forsegling"}
        except ImproperlyConfigured as error:
            logger.error("%s", error)  # noqa: TRY400 -- the message says all
            answer = {"fel": "rot"}
        self._log(method, args, anropare, answer.get("fel", "ok"))
        return answer

    def _log(self, method: str, args: list[Any], anropare: Any, outcome: str) -> None:
        if outcome == "ok" and method in QUIET:
            return
        user_id, request_id = anropare or (None, None)
        logger.log(
            logging.INFO if outcome == "ok" else logging.WARNING,
            "%s %s about=%s user=%s request=%s uid=%d pid=%d",
            *(method, outcome, _about(method, args), user_id, request_id, self.uid, self.pid),
        )


def peer(connection: socket.socket) -> tuple[int, int, int]:
    """Process, user and group at the other end, as the kernel knows them."""
    packed = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _credentials.size)
    pid, uid, gid = _credentials.unpack(packed)
    return pid, uid, gid


def protect_memory() -> None:
    """No core dump of this process, and no look into its memory by others of the same user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _parsed(question: Any) -> tuple[str, list[Any], tuple[UUID, UUID | None] | None]:
    """Take a question apart, every part of the type that the method expects."""
    method, args, anropare = question["gor"], question["med"], question["for"]
    expected = METHODS[method]
    if not isinstance(args, list) or len(args) != len(expected):
        raise TypeError
    args = [_of_type(kind, value) for kind, value in zip(expected, args, strict=True)]
    if anropare is not None:
        user_id, request_id = anropare
        anropare = (_of_type(UUID, user_id), request_id and _of_type(UUID, request_id))
    return method, args, anropare


def _of_type(kind: type, value: Any) -> Any:
    if kind is list:
        return [_of_type(Inslagen, item) for item in value]
    if kind in {Epok, Inslagen}:
        kinds = kind.__annotations__.values()
        return kind(*(_of_type(part, item) for part, item in zip(kinds, value, strict=True)))
    if type(value) is not kind or (isinstance(value, int) and not 0 < value < 2**31):
        raise TypeError
    return value


def _about(method: str, args: list[Any]) -> str:
    match method, args:
        case ("make", [owner_id, *_]):
            return str(owner_id)
        case ("unwrap", [keys]):
            return ",".join(sorted({str(key.owner_id) for key in keys}))
        case ("rewrap", [keys, _]):
            return f"{len(keys)} keys"
        case (_, [str(purpose), *_]):
            return repr(purpose)
    return "-"


def _remove_left_over(path: Path) -> None:
    """Take away the socket of an agent that was killed; leave that of one alive."""
    if not path.is_socket():
        return
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
