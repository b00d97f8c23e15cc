"""Receive reports from files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.generic.edit import FormView

from access.gate import Gate
from access.request import InloggadVy
from arenden.actions.import_fall import import_fall
from arenden.forms.inflode import ImportForm
from arenden.policy import RECEIVING
from arenden.rules.inflode import LANGSTA_FIL
from audit.verb import Verb


class ImportView(InloggadVy, FormView):
    """Upload, and see for each file which ärenden it became or why it was refused."""

    gate = Gate(Verb.INFLODE_OPEN, RECEIVING)
    form_class = ImportForm
    template_name = "arenden/import_fall.html"
    tar_emot_filer = 2 * LANGSTA_FIL

    def form_valid(self, form: ImportForm) -> HttpResponse:
        filer = ((fil.name, fil.read()) for fil in form.cleaned_data["filer"])
        utfall = list(import_fall(filer, actor=self.user))
        context = self.get_context_data(form=self.form_class(), utfall=utfall)
        return render(self.request, self.template_name, context)

    def form_invalid(self, form: ImportForm) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response
