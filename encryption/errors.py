"""The one exception of this package."""


class SealError(Exception):
    """A value could not be sealed or opened.

    Opening failures carry no detail: a caller must not learn whether key, place or bytes were wrong.
    """


def cannot_open() -> SealError:
    """Return the single answer to every failed opening."""
    return SealError("The sealed value cannot be opened.")
