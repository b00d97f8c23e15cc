"""Who may do what in the assessment room."""

from riskbedomning.policy.bedomning import (
    may_answer,
    may_answer_medlasning,
    may_assess,
    may_complete,
    may_read,
    may_remove,
    may_second_read,
)
from riskbedomning.policy.extern import may_correct_extern, may_read_extern
from riskbedomning.policy.instrument import (
    may_add_faktor,
    may_change_instrument,
    may_copy_instrument,
    may_keep_instrument,
    may_publish_instrument,
    may_review_instrument,
    may_send_instrument,
)
from riskbedomning.policy.vinjett import (
    invited_uppdrag,
    may_answer_vinjett,
    may_change_vinjett,
    may_keep_vinjetter,
    may_open_omgang,
    may_publish_vinjett,
    may_review_vinjett,
    may_withdraw_vinjett,
)

__all__ = [
    "invited_uppdrag",
    "may_add_faktor",
    "may_answer",
    "may_answer_medlasning",
    "may_answer_vinjett",
    "may_assess",
    "may_change_instrument",
    "may_change_vinjett",
    "may_complete",
    "may_copy_instrument",
    "may_correct_extern",
    "may_keep_instrument",
    "may_keep_vinjetter",
    "may_open_omgang",
    "may_publish_instrument",
    "may_publish_vinjett",
    "may_read",
    "may_read_extern",
    "may_remove",
    "may_review_instrument",
    "may_review_vinjett",
    "may_second_read",
    "may_send_instrument",
    "may_withdraw_vinjett",
]
