"""Who may do what in the assessment room."""

from riskbedomning.policy.bedomning import may_answer, may_assess, may_complete, may_read
from riskbedomning.policy.instrument import (
    may_change_instrument,
    may_copy_instrument,
    may_keep_instrument,
    may_publish_instrument,
    may_review_instrument,
    may_send_instrument,
)

__all__ = [
    "may_answer",
    "may_assess",
    "may_change_instrument",
    "may_complete",
    "may_copy_instrument",
    "may_keep_instrument",
    "may_publish_instrument",
    "may_read",
    "may_review_instrument",
    "may_send_instrument",
]
