"""What the Comitato asked of a body and it has still to do: what is late first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.templatetags.formati import con_articolo
from progetti.area.parole import fra_quanto
from rete.oggi.cosa import Cosa

QUANTE = 5  # the others are in the list


def delle_azioni(ente, oggi):
    """Yield the action points of a body to do, the first due first; five, the list has the others."""
    righe = ente.azioni_del_comitato.filter(stato="aperta").order_by("scade_il", "priorita", "pk")
    for azione in righe[:QUANTE]:
        valori = {"giorno": con_articolo(azione.scade_il), "quando": fra_quanto(azione.scade_il, oggi)}
        testo = _("Entro %(giorno)s, %(quando)s.") % valori
        if azione.rimandata:
            testo = _("La segreteria del Comitato chiede ancora: %(motivo)s") % {"motivo": azione.rimandata}
        genere = "ritardo" if azione.scade_il < oggi else "scadenza"
        titolo = _("Il Comitato ti ha affidato: %(azione)s") % {"azione": azione.testo}
        yield Cosa(genere, titolo, testo, _("Apri"), reverse("area_azioni:list", args=[ente.slug]))
