"""What is given besides the password: an app with codes, recovery codes, a log-in elsewhere.

Security keys are rows of django-otp-webauthn: they hold public keys, nothing to seal.
"""

from __future__ import annotations

import time
from base64 import b32encode
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django_otp.models import Device, ThrottlingMixin, TimestampMixin
from django_otp.oath import TOTP
from django_otp.util import random_hex
from uuid6 import uuid7

from access.models.anvandare import Anvandare
from audit.andring import MinnsRaden
from encryption.fields import SealedTextField


def new_secret() -> str:
    """160 random bits as hex (RFC 4226, section 4)."""
    return str(random_hex(20))


class FaktorManager(models.Manager["EgenFaktor"]):
    def devices_for_user(self, user: Anvandare, confirmed: bool | None = None) -> Any:  # noqa: FBT001
        """What the library asks every kind of factor for; `confirmed` None means all."""
        egna = self.filter(user=user)
        return egna if confirmed is None else egna.filter(confirmed=confirmed)


class EgenFaktor(TimestampMixin, Device):
    """A factor of ours, named by UUID."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    objects = FaktorManager()

    class Meta:
        abstract = True

    @property
    def persistent_id(self) -> str:
        """How the session names it; the library reads the last part as a number."""
        return f"{self.model_label()}/{self.id.int}"


class SkrivenKod(ThrottlingMixin, EgenFaktor):
    """A factor that is typed: slower to answer after each wrong attempt."""

    class Meta:
        abstract = True

    def get_throttle_factor(self) -> int:
        return settings.OTP_TOTP_THROTTLE_FACTOR


class Kodapp(SkrivenKod):
    """An app that gives a six-digit code every half minute (RFC 6238). Its key is sealed."""

    STEP, DIGITS, TOLERANCE = 30, 6, 1
    utanfor_avtryck = (
        "senaste_steg",
        "throttling_failure_count",
        "throttling_failure_timestamp",
        "last_used_at",
    )
    """What every log-in changes, without touching the key."""

    nyckel = SealedTextField("nyckel", agare="user_id", default=new_secret)
    senaste_steg = models.BigIntegerField("senast använda tidssteg", default=-1)

    class Meta:
        verbose_name = "kodapp"
        verbose_name_plural = "kodappar"

    @property
    def secret(self) -> bytes:
        return bytes.fromhex(self.nyckel)

    def verify_token(self, token: str) -> bool:
        """Whether the code is right, within half a minute, and newer than the last one used."""
        if not self.verify_is_allowed()[0]:
            return False
        totp = TOTP(self.secret, self.STEP, digits=self.DIGITS)
        totp.time = time.time()
        for steg in range(totp.t() - self.TOLERANCE, totp.t() + self.TOLERANCE + 1):
            totp.time = steg * self.STEP
            if steg > self.senaste_steg and f"{totp.token():0{self.DIGITS}d}" == token:
                self.senaste_steg = steg
                self.throttle_reset(commit=False)
                self.set_last_used_timestamp(commit=False)
                self.save(update_fields=self.utanfor_avtryck)
                return True
        self.throttle_increment()
        return False

    def throttle_increment(self, commit: bool = True) -> None:  # noqa: FBT001, FBT002 -- Django's
        super().throttle_increment(commit=False)
        if commit:
            self.save(update_fields=self.utanfor_avtryck)

    def address(self) -> str:
        """What the app reads from the picture."""
        utfardare = settings.OTP_TOTP_ISSUER
        fraga = urlencode(
            {"secret": b32encode(self.secret).decode(), "issuer": utfardare}, quote_via=quote
        )
        return f"otpauth://totp/{quote(f'{utfardare}:{self.user.get_username()}')}?{fraga}"


class Kodblad(SkrivenKod):
    """A person's recovery codes: the keyed hashes of those not yet used."""

    koder = ArrayField(models.CharField(max_length=64), verbose_name="hash av kvarvarande koder")

    class Meta:
        verbose_name = "kodblad"
        verbose_name_plural = "kodblad"
        constraints = [models.UniqueConstraint(fields=["user"], name="ett_kodblad_per_anvandare")]


class Aterstallning(MinnsRaden):
    """That someone has lost what they log in with: asked for by one, confirmed by another.

    The confirmer hands over a start code. Without it the password alone connects no new app.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anvandare = models.ForeignKey(
        Anvandare,
        on_delete=models.PROTECT,
        related_name="aterstallningar",
        verbose_name="användare",
    )
    begard_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="begärd av"
    )
    begard = models.DateTimeField("begärd", default=timezone.now)
    bekraftad_av = models.ForeignKey(
        Anvandare,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bekräftad av",
    )
    bekraftad = models.DateTimeField("bekräftad", null=True, blank=True)
    startkod = models.CharField("startkodens hash", max_length=64, blank=True)
    avslutad = models.DateTimeField("avslutad", null=True, blank=True)

    class Meta:
        ordering = ["-begard"]
        verbose_name = "återställning"
        verbose_name_plural = "återställningar"
        constraints = [
            models.UniqueConstraint(
                fields=["anvandare"],
                condition=models.Q(avslutad=None, bekraftad=None),
                name="en_begard_aterstallning_per_anvandare",
            ),
            models.CheckConstraint(
                name="aterstallning_av_tva",
                condition=~models.Q(bekraftad_av=models.F("begard_av")),
            ),
            models.CheckConstraint(
                name="aterstallning_av_andra",
                condition=~models.Q(begard_av=models.F("anvandare"))
                & ~models.Q(bekraftad_av=models.F("anvandare")),
            ),
        ]

    def __str__(self) -> str:
        return f"Återställning {self.begard:%Y-%m-%d %H:%M}"


class Tjanstelegitimation(EgenFaktor):
    """A log-in at another issuer that opens this account: the issuer and its subject, no name.

    Linked by an administrator. Never made by a log-in.
    """

    utfardare = models.URLField("utfärdare")
    amne = models.CharField("utfärdarens beteckning", max_length=255)
    kopplad_av = models.ForeignKey(
        Anvandare, on_delete=models.PROTECT, related_name="+", verbose_name="kopplad av"
    )

    class Meta:
        verbose_name = "e-tjänstelegitimation"
        verbose_name_plural = "e-tjänstelegitimationer"
        constraints = [
            models.UniqueConstraint(
                fields=["utfardare", "amne"], name="en_anvandare_per_legitimation"
            ),
        ]
