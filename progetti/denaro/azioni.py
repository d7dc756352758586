"""What ATS does with the money of a project: budgets approved, payments, accounts, recoveries.

Each action locks the project first, so that two people never pay together more than there is; the database
refuses what is left (``progetti.models.regole_denaro``). All raise ValidationError with figures in words.
"""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from core.models.denaro import in_euro
from progetti.denaro.conti import ZERO, conti
from progetti.denaro.parole import differenza
from progetti.models import Pagamento, Progetto, QuadroFinanziario

Tipo = Pagamento.Tipo


@transaction.atomic
def nuova_versione(*, progetto, motivo, utente=None):
    """Return a draft of the next budget of ``progetto``, a copy of the one in force.

    Raises ValidationError without a reason, without a budget in force, or with a draft already there.
    """
    blocca(progetto)
    attuale = _conto(progetto).quadro
    if attuale is None:
        raise ValidationError(_("Non c'è un quadro approvato da cui partire: scrivi e approva il primo."))
    if not motivo.strip():
        raise ValidationError(_("Scrivi perché serve una nuova versione."))
    if bozza := progetto.quadri.filter(approvato_il=None).first():
        raise ValidationError(_("C'è già una bozza, il %(quadro)s: correggi quella.") % {"quadro": bozza})
    nuovo = QuadroFinanziario(
        progetto=progetto,
        numero=progetto.quadri.aggregate(ultimo=Max("numero"))["ultimo"] + 1,
        costo_totale=attuale.costo_totale,
        motivo=motivo.strip(),
        origine=attuale.origine,
        certezza=attuale.certezza,
    )
    _salva(nuovo)
    nuovo.fonti.set(attuale.fonti.all())
    for voce in [*attuale.fonti_di_denaro.all(), *attuale.voci_di_spesa.all()]:
        _copia(voce, nuovo)
    _annota(utente, nuovo, _("preparato dal %(quadro)s") % {"quadro": attuale})
    return nuovo


def _copia(voce, quadro):
    """Write the same line, with its sources, in another budget."""
    fonti = list(voce.fonti.all()) if hasattr(voce, "fonti") else []
    voce.pk, voce._state.adding, voce.quadro = None, True, quadro
    voce.save()
    if fonti:
        voce.fonti.set(fonti)


@transaction.atomic
def approva_quadro(*, quadro, data, atto=None, utente=None):
    """Approve a budget on the day ``data``: from now on it is the one in force and never changes.

    Raises ValidationError when sources or costs do not make the total (with the difference), when it grants
    less than is paid already, when a later version is in force, or for a day in the future.
    """
    blocca(quadro.progetto)
    quadro.refresh_from_db()
    if quadro.approvato_il:
        raise ValidationError(_("Questo quadro è già approvato."))
    prima = quadro.progetto.quadri.aggregate(ultimo=Max("approvato_il"))["ultimo"]
    if prima and data < prima:
        testo = _("La versione prima è approvata dal %(giorno)s: scrivi un giorno non precedente.")
        raise ValidationError(testo % {"giorno": f"{prima:%d/%m/%Y}"})
    if quadro.progetto.quadri.filter(numero__gt=quadro.numero, approvato_il__isnull=False).exists():
        raise ValidationError(_("C'è già una versione più recente approvata: questa non serve più."))
    if errori := non_quadra(quadro):
        raise ValidationError(errori)
    _controlla_pagato(quadro)
    quadro.approvato_il, quadro.atto = data, atto or quadro.atto
    _salva(quadro)
    _annota(utente, quadro, _("approvato"))
    return quadro


def non_quadra(quadro):
    """Return in words why a budget does not add up; empty when it does."""
    parti = [(quadro.fonti_di_denaro, _("di fonti")), (quadro.voci_di_spesa, _("di voci di costo"))]
    errori = [
        differenza(righe.aggregate(Sum("importo"))["importo__sum"] or ZERO, quadro.costo_totale, cosa)
        for righe, cosa in parti
    ]
    return [
        _("Il quadro non torna: %(differenza)s su un costo totale di %(totale)s.")
        % {"differenza": errore, "totale": in_euro(quadro.costo_totale)}
        for errore in errori
        if errore
    ]


def _controlla_pagato(quadro):
    pagatori = quadro.fonti_di_denaro.model.Pagatore.che_concedono()
    voci = quadro.fonti_di_denaro.filter(pagatore__in=pagatori)
    concesso = voci.aggregate(Sum("importo"))["importo__sum"] or ZERO
    pagato = _conto(quadro.progetto).liquidato
    if pagato > concesso:
        testo = _(
            "Questo quadro concede %(concesso)s, ma sono già stati pagati %(pagato)s: prima registra il "
            "recupero di %(differenza)s."
        )
        cifre = {"concesso": concesso, "pagato": pagato, "differenza": pagato - concesso}
        raise ValidationError(testo % _parole(cifre))


@transaction.atomic
def scrivi_pagamento(*, pagamento, utente=None):
    """Register ``pagamento``, a row not yet written, while nobody else pays; return it.

    A recovery takes away. Raises ValidationError when it would exceed the grant or, beyond the advance, what
    was admitted, telling how much may still be paid; for a recovery, when it is more than was paid.
    """
    blocca(pagamento.progetto)
    controlla_pagamento(progetto=pagamento.progetto, tipo=pagamento.tipo, importo=pagamento.importo)
    pagamento.registrato_da = utente
    pagamento._history_user = utente
    _salva(pagamento)
    return pagamento


def controlla_pagamento(*, progetto, tipo, importo):
    """Raise ValidationError, with figures, when a payment or a recovery not yet written is too much."""
    conto = _conto(progetto)
    if tipo == Tipo.RECUPERO:
        _controlla_recupero(conto, importo)
        return
    if conto.quadro is None:
        raise ValidationError(_("Prima approva il quadro finanziario: non è noto quanto è concesso."))
    _controlla_limite(conto, importo, conto.concesso, _("contributo concesso"))
    if tipo != Tipo.ANTICIPO or conto.intermedi or conto.saldo:
        _controlla_limite(conto, importo, conto.ammesso, _("importo ammesso dopo il controllo"))


def _controlla_recupero(conto, importo):
    if importo > conto.liquidato:
        testo = _("Non si possono recuperare %(importo)s: sono stati pagati %(pagato)s.")
        raise ValidationError(testo % _parole({"importo": importo, "pagato": conto.liquidato}))


def _controlla_limite(conto, importo, limite, nome):
    if conto.liquidato + importo <= limite:
        return
    testo = _(
        "Non si possono pagare %(importo)s: %(nome)s %(limite)s, già pagati %(pagato)s, restano %(resto)s."
    )
    cifre = {"importo": importo, "limite": limite, "pagato": conto.liquidato}
    resto = max(ZERO, limite - conto.liquidato)
    raise ValidationError(testo % (_parole(cifre | {"resto": resto}) | {"nome": nome}))


@transaction.atomic
def ammetti_rendiconto(*, rendiconto, ammesso, data, atto=None, utente=None):
    """Write how much of an account ATS admits, from the day ``data``; return the account.

    It may be written again when a check finds more or less. Raises ValidationError for more than was
    reported, for a day before it was presented, or for less than what has been paid beyond the advance.
    """
    blocca(rendiconto.progetto)
    rendiconto.refresh_from_db()
    if ammesso > rendiconto.rendicontato:
        testo = _("Non si possono ammettere %(ammesso)s: sono stati rendicontati %(rendicontato)s.")
        cifre = {"ammesso": ammesso, "rendicontato": rendiconto.rendicontato}
        raise ValidationError(testo % _parole(cifre))
    conto = _conto(rendiconto.progetto)
    totale = conto.ammesso - (rendiconto.ammesso or ZERO) + ammesso
    if (conto.intermedi or conto.saldo) and conto.liquidato > totale:
        testo = _(
            "Così sarebbero ammessi %(totale)s, ma sono già stati pagati %(pagato)s: prima registra il "
            "recupero di %(differenza)s."
        )
        cifre = {"totale": totale, "pagato": conto.liquidato, "differenza": conto.liquidato - totale}
        raise ValidationError(testo % _parole(cifre))
    rendiconto.ammesso, rendiconto.ammesso_il, rendiconto.atto = ammesso, data, atto or rendiconto.atto
    rendiconto._history_user = utente
    _salva(rendiconto)
    return rendiconto


def blocca(progetto):
    """Lock the row of a project: until the end of the transaction nobody else moves its money."""
    Progetto.objects.select_for_update(of=("self",)).filter(pk=progetto.pk).order_by().first()


def _conto(progetto):
    return conti([progetto])[progetto.pk]


def _salva(riga):
    riga.full_clean()
    riga.save()


def _annota(utente, riga, testo):
    """Write who did it in the log of the admin: budgets have no history of their own."""
    if utente is not None:
        LogEntry.objects.log_actions(utente.pk, [riga], CHANGE, testo, single_object=True)


def _parole(cifre):
    return {nome: in_euro(importo) for nome, importo in cifre.items()}
