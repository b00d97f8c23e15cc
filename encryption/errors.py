"""The one exception of this package."""


class SealError(Exception):
    """A value could not be sealed or opened.

    Failures to open carry no detail: nobody must learn whether key, place or bytes were wrong.
    """


def cannot_open() -> SealError:
    """Return the single answer to every failed opening."""
    return SealError("The sealed value cannot be opened.")
