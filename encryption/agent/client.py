"""The key service as a process that asks the agent sees it."""

import os
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from encryption.agent.protocol import BadMessage, receive, send
from encryption.anrop import current_anropare
from encryption.errors import KeysRefused, KeysUnreachable, SealError, cannot_open
from encryption.nyckeltjanst import Epok, Inslagen
from encryption.root import FIRST_GENERATION

PATIENCE = 10.0


class Agentklient:
    """Asks the agent at a socket; each thread keeps a connection of its own."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._held = threading.local()

    def generations(self) -> tuple[int, ...]:
        return tuple(self._ask("generations"))

    def make(self, owner_id: UUID, version: int, epok: Epok) -> bytes:
        wrapped: bytes = self._ask("make", owner_id, version, epok)
        return wrapped

    def unwrap(self, keys: Sequence[Inslagen]) -> list[bytes]:
        opened: list[bytes] = self._ask("unwrap", keys)
        return opened

    def rewrap(self, keys: Sequence[Inslagen], epok: Epok) -> list[bytes]:
        wrapped: list[bytes] = self._ask("rewrap", keys, epok)
        return wrapped

    def mac(self, purpose: str, data: bytes, generation: int = FIRST_GENERATION) -> bytes:
        code: bytes = self._ask("mac", purpose, data, generation)
        return code

    def sign(self, purpose: str, data: bytes, generation: int = FIRST_GENERATION) -> bytes:
        signature: bytes = self._ask("sign", purpose, data, generation)
        return signature

    def public_key(self, purpose: str, generation: int = FIRST_GENERATION) -> bytes:
        key: bytes = self._ask("public_key", purpose, generation)
        return key

    def derive(self, purpose: str, generation: int = FIRST_GENERATION) -> bytes:
        key: bytes = self._ask("derive", purpose, generation)
        return key

    def _ask(self, method: str, *args: Any) -> Any:
        question = {"gor": method, "med": args, "for": current_anropare()}
        match self._answer(question):
            case {"svar": answer}:
                return answer
            case {"fel": "budget"}:
                raise KeysRefused
            case {"fel": "forsegling"}:
                raise cannot_open()
            case {"fel": "stannar inne"}:
                raise SealError("That key stays in the key service.")
        raise KeysUnreachable("The key agent refuses the question.")

    def _answer(self, question: dict[str, Any]) -> Any:
        """Ask on the connection held, and once more on a new one if that has gone.

        Every question may be asked twice: the agent changes nothing but its counts.
        """
        for connection in (self._connection(), None):
            try:
                return self._exchange(connection or self._connect(), question)
            except (OSError, BadMessage) as error:
                self.close()
                failure = error
        raise KeysUnreachable("The key agent does not answer.") from failure

    def _exchange(self, connection: socket.socket, question: dict[str, Any]) -> Any:
        send(connection, question)
        answer = receive(connection, patience=PATIENCE)
        if answer is None:
            raise BadMessage("gone")
        return answer

    def _connection(self) -> socket.socket | None:
        """The thread's connection, unless it was opened before a fork."""
        if getattr(self._held, "pid", None) != os.getpid():
            return None
        connection: socket.socket | None = self._held.connection
        return connection

    def _connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(PATIENCE)
        try:
            connection.connect(self.path)
        except OSError:
            connection.close()
            raise
        self._held.pid, self._held.connection = os.getpid(), connection
        return connection

    def close(self) -> None:
        """Let go of this thread's connection; the next question opens another."""
        if (connection := self._connection()) is not None:
            with suppress(OSError):
                connection.close()
        self._held.connection = None
