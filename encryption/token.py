"""What an instance holds in place of a sealed column's value. None of it ever shows plain text."""

from contextvars import ContextVar
from copy import deepcopy
from typing import Any, NoReturn
from uuid import UUID

from encryption.errors import SealError

verbatim: ContextVar[bool] = ContextVar("verbatim", default=False)
"""While true, reading a sealed attribute hands over the token itself and opens nothing."""


class Opaque:
    """Base of everything a sealed attribute can hold: no text, no format, no content in repr."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<Sealed>"

    def __str__(self) -> NoReturn:
        raise SealError("A sealed value has no text; read it through its instance.")

    def __format__(self, spec: str) -> str:
        return str(self)


class Sealed(Opaque):
    """The stored bytes of one sealed value. Equal when the bytes are.

    Most that is fetched is never opened, so the hexadecimal that came from the database is kept
    until the bytes are asked for.
    """

    __slots__ = ("_held",)

    def __init__(self, held: bytes | str) -> None:
        self._held = held

    @property
    def blob(self) -> bytes:
        held = self._held
        if isinstance(held, str):
            self._held = held = bytes.fromhex(held)
        return held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.blob == other.blob

    def __hash__(self) -> int:
        return hash(self.blob)

    def __reduce__(self) -> tuple[type["Sealed"], tuple[bytes]]:
        return Sealed, (self.blob,)


class Opened(Sealed):
    """A sealed value with what it opened to, valid only for the row and owner it was opened for."""

    __slots__ = ("owner_id", "pk", "value", "written")

    def __init__(self, blob: bytes, value: Any, written: bytes, pk: UUID, owner_id: UUID) -> None:
        self._held = blob
        self.value = value
        self.written = written
        self.pk = pk
        self.owner_id = owner_id


class Pending(Opaque):
    """A value set on an instance and not sealed yet."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __reduce__(self) -> NoReturn:
        raise SealError("An unsaved sealed value cannot be pickled.")

    def __copy__(self) -> "Pending":
        return Pending(self.value)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Pending":
        return Pending(deepcopy(self.value, memo))
