"""Last season again: everything copied, new dates shown to be put right before anything is written."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from servizi.area.basi import ServizioMixin
from servizi.area.moduli.nuovo import NuoveApertureFormSet, NuoveTariffeFormSet, StagioneForm
from servizi.bozze import anno_dopo, duplica, settimane_di, spostamento, spostato
from servizi.parole import giorni_in_parole
from servizi.scheda import chi_la_paga

CAMPI = {
    "aperture": ("sede", "tipo"),
    "tariffe": ("descrizione", "unita", "isee_da", "isee_a", "residenti"),
}


class DuplicaView(ServizioMixin, TemplateView):
    """One page: name, enrolment, weeks and fees of the new season, then the draft."""

    template_name = "servizi/area/duplica.html"

    @cached_property
    def anni(self):
        """Return how many years later the new season is."""
        return spostamento(self.servizio, timezone.localdate())

    @cached_property
    def vecchie(self):
        """Return {kind: {key: line of last season}}."""
        righe = {"aperture": self.servizio.aperture.select_related("sede"), "tariffe": self.servizio.tariffe}
        return {nome: {riga.pk: riga for riga in suoi.all()} for nome, suoi in righe.items()}

    def moduli(self, data=None):
        """Return the form of the season and the formsets of its lines."""
        di = settimane_di(self.anni)
        servizio = self.servizio
        stagione = StagioneForm(
            data,
            initial={
                "titolo": anno_nel_titolo(servizio.titolo, self.anni),
                "iscrizioni_dal": spostato(servizio.iscrizioni_dal, di),
                "iscrizioni_al": spostato(servizio.iscrizioni_al, di),
            },
        )
        aperture = [
            {
                "chiave": riga.pk,
                "dal": spostato(riga.dal, di),
                "al": spostato(riga.al, di),
                "descrizione": riga.descrizione,
                "parole": ", ".join(filter(None, [riga.get_tipo_display(), riga.sede and riga.sede.nome])),
                "prima": giorni_in_parole(riga.dal, riga.al),
            }
            for riga in self.vecchie["aperture"].values()
        ]
        tariffe = [
            {
                "chiave": riga.pk,
                "importo": riga.importo,
                "dal": anno_dopo(riga.dal, self.anni),
                "al": anno_dopo(riga.al, self.anni),
                "parole": ", ".join(
                    filter(None, [riga.get_unita_display(), riga.descrizione, chi_la_paga(riga)])
                ),
            }
            for riga in self.vecchie["tariffe"].values()
        ]
        return {
            "form": stagione,
            "aperture": NuoveApertureFormSet(data, prefix="aperture", initial=aperture),
            "tariffe": NuoveTariffeFormSet(data, prefix="tariffe", initial=tariffe),
        }

    def get_context_data(self, **kwargs):
        """Add the forms."""
        return super().get_context_data(**{**self.moduli(), **kwargs})

    def post(self, request, *args, **kwargs):
        """Make the draft; what is wrong comes back whole."""
        moduli = self.moduli(request.POST)
        validi = [modulo.is_valid() for modulo in moduli.values()]
        if not all(validi):
            return self.render_to_response(self.get_context_data(**moduli))
        righe = {n: moduli[n].righe_nuove(self.vecchie[n], campi) for n, campi in CAMPI.items()}
        try:
            nuovo = duplica(
                servizio=self.servizio,
                autore=request.user,
                sposta_di=settimane_di(self.anni),
                **moduli["form"].cleaned_data,
                **righe,
            )
        except ValidationError as errore:
            moduli["form"].add_error(None, errore.messages)
            return self.render_to_response(self.get_context_data(**moduli))
        messages.success(
            request, _("La nuova stagione è una bozza, con le date nuove. Controllala e mandala ad ATS.")
        )
        return redirect(reverse("area_servizi:detail", args=[self.ente.slug, nuovo.slug]))


def anno_nel_titolo(titolo, anni):
    """Return the title with the years it names moved: “Grest 2026” → “Grest 2027”, “2025/26” → “2026/27”."""
    lunghi = re.sub(r"\b(20\d\d)\b", lambda anno: str(int(anno[1]) + anni), titolo)
    return re.sub(r"(20\d\d[/-])(\d\d)\b", lambda a: f"{a[1]}{(int(a[2]) + anni) % 100:02}", lunghi)
