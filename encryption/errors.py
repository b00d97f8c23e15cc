"""The exceptions of this package."""


class SealError(Exception):
    """A value could not be sealed or opened.

    Failures to open carry no detail: nobody must learn whether key, place or bytes were wrong.
    """


class UnloggedOpening(SealError):
    """Something sealed was about to be opened where nobody tells the log."""


class KeysRefused(Exception):
    """The key service opens no more owners' keys for this user in this hour."""


class KeysUnreachable(Exception):
    """The key service does not answer, or not to this process."""


def cannot_open() -> SealError:
    """Return the single answer to every failed opening."""
    return SealError("The sealed value cannot be opened.")
