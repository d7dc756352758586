"""What becomes of a call as a whole: published, its outcome published, copied for the next time."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.avvisi.esito import in_sospeso
from progetti.models import Avviso

DA_COPIARE = [
    "sintesi",
    "a_chi",
    "piano",
    "fondo",
    "norma",
    "dotazione",
    "assegnazione",
    "assegnazione_note",
    "soglia",
    "quota_cofinanziamento_minima_pct",
    "ufficio",
    "ufficio_email",
    "ufficio_telefono",
    "proposte_altrove",
    "dimostrativo",
]


@transaction.atomic
def pubblica(*, avviso):
    """Show a call to citizens. Raises ValidationError naming what they would miss."""
    avviso = Avviso.objects.select_for_update().get(pk=avviso.pk)
    serve = {
        _("in parole semplici"): avviso.sintesi,
        _("chi può partecipare"): avviso.a_chi,
        _("quando apre"): avviso.apre_il,
        _("quando chiude"): avviso.chiude_il,
        _("l'ufficio a cui rivolgersi"): avviso.ufficio or avviso.ufficio_email or avviso.ufficio_telefono,
    }
    mancano = [nome for nome, valore in serve.items() if not valore]
    if mancano:
        testo = _("«%(avviso)s»: prima di pubblicarlo scrivi %(voci)s.")
        raise ValidationError(testo % {"avviso": avviso, "voci": ", ".join(mancano)})
    avviso.pubblicato = True
    avviso._change_reason = str(_("Pubblicato"))
    avviso.save()


@transaction.atomic
def pubblica_esito(*, avviso, esito, atto, data, utente):
    """Publish what came of a closed call, in plain words, from the day ``data`` on; return the call.

    Raises ValidationError: it is not closed yet, it is not published, no words, no act, a proposal still
    waits for an answer.
    """
    avviso = Avviso.objects.select_for_update().get(pk=avviso.pk)
    if not avviso.pubblicato:
        raise ValidationError(_("Prima pubblica l'avviso."))
    if avviso.chiude_il is None or avviso.chiude_il > timezone.now():
        raise ValidationError(_("L'avviso non è ancora chiuso: l'esito si pubblica dopo."))
    if not esito.strip():
        raise ValidationError({"esito": _("Scrivi in parole semplici com'è andata.")})
    if atto is None:
        raise ValidationError({"atto": _("Scegli l'atto che approva l'esito.")})
    if data < timezone.localdate(avviso.chiude_il):
        raise ValidationError({"data": _("L'esito non può venire prima della chiusura dell'avviso.")})
    aperte = [str(progetto.candidatura) for progetto in in_sospeso(avviso)]
    if aperte:
        testo = _("Queste proposte aspettano ancora una decisione: %(quali)s.")
        raise ValidationError(testo % {"quali": "; ".join(aperte)})
    avviso.esito, avviso.esito_atto, avviso.esito_pubblicato_il = esito.strip(), atto, data
    avviso._change_reason = str(_("Esito pubblicato"))
    avviso._history_user = utente
    avviso.full_clean()
    avviso.save()
    return avviso


@transaction.atomic
def copia(*, avviso, code, titolo):
    """Return a new call, not published and without dates, with the rules and the checklist of another one."""
    nuovo = Avviso(code=code, titolo=titolo, **{campo: getattr(avviso, campo) for campo in DA_COPIARE})
    nuovo.full_clean()
    nuovo.save()
    for righe in (avviso.dotazioni, avviso.domande, avviso.controlli):
        for riga in righe.all():
            riga.pk, riga._state.adding, riga.avviso = None, True, nuovo
            riga.full_clean()
            riga.save()
    return nuovo
