"""HiGHS, set up the same way each time so that equal input gives equal output."""

from __future__ import annotations

import highspy

MAX_SECONDS = 60.0


class SolverError(RuntimeError):
    """The solver stopped without an answer; nothing may be published on it."""


def new_solver() -> highspy.Highs:
    """A quiet single-threaded solver.

    Two solvers in one process with different thread settings make HiGHS answer with an error,
    so every model is made here.
    """
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", 0),
        ("time_limit", MAX_SECONDS),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.0),
    ):
        if highs.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise SolverError(f"HiGHS tar inte inställningen {option}.")
    return highs


def is_solved(highs: highspy.Highs) -> bool:
    """Run the model: True at a proven optimum, False when proven infeasible, else SolverError."""
    if highs.run() != highspy.HighsStatus.kOk:
        raise SolverError("HiGHS kunde inte räkna.")
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return False
    if status != highspy.HighsModelStatus.kOptimal:
        raise SolverError(f"HiGHS slutade med {highs.modelStatusToString(status)}.")
    return True
