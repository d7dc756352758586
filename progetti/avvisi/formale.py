"""The formal check of a proposal: what is still to look at, and why it may not go on to the evaluation.

One rule for the page that closes the check and for the events of the project: nobody goes around it.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from progetti.models import EsitoControllo

Esito = EsitoControllo.Esito


def motivi_di_esclusione(candidatura):
    """Return in words why a proposal is not admissible; empty when it is.

    Raises ValidationError while the check is not over: a line not looked at, or still to be completed.
    """
    guardate = {esito.voce_id: esito.esito for esito in candidatura.esiti.all()}
    voci = list(candidatura.avviso.controlli.all())
    mancanti = [voce for voce in voci if voce.pk not in guardate]
    if mancanti:
        testo = _("Non hai ancora controllato: %(voci)s.")
        raise ValidationError(testo % {"voci": ", ".join(str(voce) for voce in mancanti)})
    sospese = [voce for voce in voci if guardate[voce.pk] == Esito.DA_INTEGRARE]
    if sospese:
        testo = _("C'è ancora da integrare: %(voci)s. Quando arriva, o non arriva, cambia l'esito.")
        raise ValidationError(testo % {"voci": ", ".join(str(voce) for voce in sospese)})
    motivi = [str(v) for v in voci if v.obbligatoria and guardate[v.pk] == Esito.NO]
    return [str(_("arrivata fuori termine")), *motivi] if candidatura.fuori_termine else motivi


def controlla_ammissibile(progetto):
    """Raise ValidationError when ``progetto`` answers a call and may not be evaluated yet, or at all."""
    candidatura = getattr(progetto, "candidatura", None)
    if candidatura is None:
        return
    if motivi := motivi_di_esclusione(candidatura):
        testo = _("La proposta non è ammissibile: %(motivi)s.")
        raise ValidationError(testo % {"motivi": ", ".join(motivi)})
