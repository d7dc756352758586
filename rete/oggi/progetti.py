"""What the projects that a body leads ask for: what is late first, then what is due within a month."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.formati import con_articolo
from progetti.area.miei import MEMORIA, guidati
from progetti.area.parole import fra_quanto
from progetti.scadenze import scadenze
from rete.oggi.cosa import Cosa

PRESTO = timedelta(days=30)
QUANTE = 5  # of one kind; the others are counted


def dei_progetti(ente, oggi):
    """Yield the deadlines of the projects that a body leads, not done; five of a kind, then how many more."""
    suoi = guidati(ente, oggi)
    if not suoi.exists():
        return
    dovute = [d for d in scadenze(suoi, oggi - MEMORIA, oggi + PRESTO, oggi) if not d.fatta]
    passate = [dovuta for dovuta in dovute if dovuta.giorno < oggi]
    for genere, voci in (("ritardo", passate), ("scadenza", dovute[len(passate) :])):
        for dovuta in voci[:QUANTE]:
            yield _cosa(genere, ente, dovuta, oggi)
        if len(voci) > QUANTE:
            yield _altre(genere, ente, len(voci) - QUANTE)


def _cosa(genere, ente, dovuta, oggi):
    testo = _("Progetto «%(progetto)s»: %(giorno)s, %(quando)s.") % {
        "progetto": dovuta.progetto.nome,
        "giorno": con_articolo(dovuta.giorno),
        "quando": fra_quanto(dovuta.giorno, oggi),
    }
    titoli = {"ritardo": _("%(che)s: è in ritardo"), "scadenza": _("%(che)s: scade tra poco")}
    indirizzo = reverse("area_progetti:detail", args=[ente.slug, dovuta.progetto.slug])
    return Cosa(genere, titoli[genere] % {"che": dovuta.titolo}, testo, _("Apri il progetto"), indirizzo)


def _altre(genere, ente, numero):
    parole = {
        "ritardo": ngettext("Un’altra scadenza passata", "Altre %(n)s scadenze passate", numero),
        "scadenza": ngettext("Un’altra scadenza vicina", "Altre %(n)s scadenze vicine", numero),
    }
    indirizzo = reverse("area_progetti:list", args=[ente.slug])
    return Cosa(genere, parole[genere] % {"n": numero}, "", _("Vedi tutti i progetti"), indirizzo)
