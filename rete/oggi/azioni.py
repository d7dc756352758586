"""What the Comitato asked of a body: action points to do, questions to answer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from comitato.models import Quesito
from core.templatetags.formati import con_articolo
from progetti.area.parole import fra_quanto
from progetti.models import PartnerProgetto
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


def dei_quesiti(ente, oggi):
    """Yield the projects that a body leads with questions of the Comitato to answer, the oldest first."""
    guidati = PartnerProgetto.objects.al(oggi).filter(organizzazione=ente, ruolo="capofila")
    righe = Quesito.objects.filter(risposta_il=None, progetto__in=guidati.order_by().values("progetto"))
    righe = righe.select_related("progetto__alleanza__ambito", "progetto__alleanza__piano", "progetto__piano")
    for quesito in righe.order_by("fatta_il", "pk")[:QUANTE]:
        titolo = _("Il Comitato chiede: %(domanda)s") % {"domanda": quesito.domanda[:120]}
        testo = _("Sul progetto %(progetto)s.") % {"progetto": quesito.progetto.nome}
        pagina = reverse("area_quesiti:list", args=[ente.slug, quesito.progetto.slug])
        yield Cosa("ats", titolo, testo, _("Rispondi"), pagina)
