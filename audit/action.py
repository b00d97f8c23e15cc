"""A use case as one whole: its transaction, the rules that allowed it, and what it opened."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

from audit.context import rules_of_its_own
from audit.lasning import write_readings

P = ParamSpec("P")
R = TypeVar("R")


def action(use_case: Callable[P, R]) -> Callable[P, R]:
    """Run a use case in a transaction; each entry it leaves names the rules that it required.

    One that is called inside another names the rules of both. Where the transaction is its own, as
    in a job, what was opened for it is told in the same transaction.
    """

    @wraps(use_case)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        is_outermost = not connection.in_atomic_block
        with transaction.atomic(), rules_of_its_own():
            result = use_case(*args, **kwargs)
            if is_outermost:
                write_readings()
        return result

    return carried_out
