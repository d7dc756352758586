"""Rows that break the constraints of the budgets, accounts and payments (see tests/vincoli.py)."""

from datetime import date
from decimal import Decimal

from progetti.models import (
    Impegno,
    Pagamento,
    QuadroFinanziario,
    Rendiconto,
    VerificaDoppio,
    VoceDenaro,
    VoceSpesa,
)
from tests.factories import make_organizzazione, make_progetto, make_quadro, make_rendiconto
from tests.rete.oggetti import make

EURO = Decimal


def _con(riga, **campi):
    """Return a written row with other values, not yet saved."""
    for nome, valore in campi.items():
        setattr(riga, nome, valore)
    return riga


def _bozza():
    return make_quadro(approvato_il=None)


def _senza(relazione):
    quadro = _bozza()
    getattr(quadro, relazione).update(importo=EURO("999.99"))
    return _con(quadro, approvato_il=date(2018, 1, 1))


def _quadro_sotto_il_pagato():
    progetto = make_quadro().progetto
    _paga(progetto, importo=EURO("500.01")).save()
    quadro = make_quadro(progetto, {"regione": EURO("500.00")}, approvato_il=None)
    return _con(quadro, approvato_il=date(2018, 1, 1))


def _voce(quadro=None, **campi):
    valori = {"pagatore": "partner", "importo": EURO("1.00")}
    return VoceDenaro(quadro=quadro or _bozza(), **valori | campi)


def _spesa(quadro=None, **campi):
    valori = {"categoria": make("progetti.categoriacosto"), "importo": EURO("1.00")}
    return VoceSpesa(quadro=quadro or _bozza(), **valori | campi)


def _spesa_ripetuta():
    quadro = _bozza()
    return _spesa(quadro, categoria=quadro.voci_di_spesa.get().categoria)


def _impegno(**campi):
    valori = {"data": date(2018, 1, 1), "oggetto": "Contratto", "importo": EURO("1.00")}
    return Impegno(progetto=make_progetto(), **valori | campi)


def _rendiconto(**campi):
    valori = {
        "presentato_il": date(2018, 12, 31),
        "dal": date(2018, 1, 1),
        "al": date(2018, 6, 30),
        "rendicontato": EURO("100.00"),
    }
    return Rendiconto(progetto=make_progetto(), **valori | campi)


def _paga(progetto=None, **campi):
    valori = {"tipo": "anticipo", "data": date(2018, 2, 1), "importo": EURO("1.00")}
    campi.setdefault("beneficiario", None)
    campi["beneficiario"] = campi["beneficiario"] or make_organizzazione()
    return Pagamento(progetto=progetto or make_quadro().progetto, **valori | campi)


def _ammesso(progetto, importo):
    return make_rendiconto(progetto, ammesso=EURO(importo), ammesso_il=date(2019, 1, 1))


def _secondo_saldo():
    progetto = make_quadro().progetto
    _ammesso(progetto, "1000.00")
    _paga(progetto, tipo="saldo").save()
    return _paga(progetto, tipo="saldo")


def _oltre_l_ammesso():
    progetto = make_quadro().progetto
    _ammesso(progetto, "100.00")
    _paga(progetto, importo=EURO("60.00")).save()
    return _paga(progetto, tipo="intermedio", importo=EURO("40.01"))


def _ammesso_sotto_il_pagato():
    progetto = make_quadro().progetto
    rendiconto = _ammesso(progetto, "100.00")
    _paga(progetto, tipo="intermedio", importo=EURO("100.00")).save()
    return _con(rendiconto, ammesso=EURO("99.99"))


def _recupero_di_troppo():
    progetto = make_quadro().progetto
    _paga(progetto, importo=EURO("10.00")).save()
    return _paga(progetto, tipo="recupero", importo=EURO("10.01"))


def _pagato(**campi):
    pagamento = _paga()
    pagamento.save()
    return _con(pagamento, **campi)


def _doppio(**campi):
    primo, secondo = make_progetto(), make_progetto()
    valori = {"primo": primo, "secondo": secondo, "doppio": False, "motivo": "Due anni diversi"}
    return VerificaDoppio(**valori | campi)


def _doppio_ripetuto():
    prima = _doppio()
    prima.save()
    return _doppio(primo=prima.primo, secondo=prima.secondo)


def _doppio_al_contrario():
    giusto = _doppio()
    return _doppio(primo=giusto.secondo, secondo=giusto.primo)


def _stessa_versione():
    quadro = _bozza()
    return QuadroFinanziario(progetto=quadro.progetto, numero=quadro.numero, costo_totale=EURO(1))


def _vuoto():
    return QuadroFinanziario.objects.create(progetto=make_progetto(), costo_totale=EURO(1))


def _ammesso_che_cambia():
    ammesso = make_rendiconto(ammesso=Decimal("900.00"), ammesso_il=date(2019, 1, 1))
    ammesso.rendicontato = Decimal("5000.00")
    return ammesso


def _periodo_due_volte():
    primo = make_rendiconto()
    return Rendiconto(
        progetto=primo.progetto,
        presentato_il=primo.presentato_il,
        dal=primo.dal,
        al=primo.al,
        rendicontato=Decimal("1.00"),
    )


def _ammesso_prima_di_essere_presentato():
    return Rendiconto(
        progetto=make_progetto(),
        presentato_il=date(2018, 12, 31),
        dal=date(2018, 1, 1),
        al=date(2018, 6, 30),
        rendicontato=Decimal("1.00"),
        ammesso=Decimal("1.00"),
        ammesso_il=date(2018, 12, 30),
    )


PROVE = {
    "progetti_rendiconto_ammesso_fermo": _ammesso_che_cambia,
    "progetti_rendiconto_un_periodo": _periodo_due_volte,
    "progetti_rendiconto_ammesso_dopo": _ammesso_prima_di_essere_presentato,
    "progetti_quadro_versione": _stessa_versione,
    "progetti_quadro_costo": lambda: QuadroFinanziario(progetto=make_progetto(), costo_totale=EURO(0)),
    "progetti_quadro_fonti": lambda: _senza("fonti_di_denaro"),
    "progetti_quadro_costi": lambda: _senza("voci_di_spesa"),
    "progetti_quadro_pagato": _quadro_sotto_il_pagato,
    "progetti_quadro_approvato": lambda: _con(make_quadro(), approvato_il=None),
    "progetti_voce_importo": lambda: _voce(importo=EURO(0)),
    "progetti_voce_in_natura": lambda: _voce(pagatore="regione", in_natura=True),
    "progetti_voce_quadro_approvato": lambda: _voce(make_quadro()),
    "progetti_voce_stesso_quadro": lambda: _con(_bozza().fonti_di_denaro.get(), quadro=_bozza()),
    "progetti_spesa_importo": lambda: _spesa(importo=EURO("-0.01")),
    "progetti_spesa_unica": _spesa_ripetuta,
    "progetti_spesa_quadro_approvato": lambda: _spesa(make_quadro()),
    "progetti_spesa_stesso_quadro": lambda: _con(_bozza().voci_di_spesa.get(), quadro=_vuoto()),
    "progetti_impegno_importo": lambda: _impegno(importo=EURO(0)),
    "progetti_rendiconto_dal_al": lambda: _rendiconto(al=date(2017, 12, 31)),
    "progetti_rendiconto_importo": lambda: _rendiconto(rendicontato=EURO(0)),
    "progetti_rendiconto_ammesso": lambda: _rendiconto(ammesso=EURO("100.01"), ammesso_il=date(2019, 1, 1)),
    "progetti_rendiconto_ammesso_il": lambda: _rendiconto(ammesso=EURO("1.00")),
    "progetti_rendiconto_pagato": _ammesso_sotto_il_pagato,
    "progetti_rendiconto_stesso_progetto": lambda: _con(make_rendiconto(), progetto=make_progetto()),
    "progetti_pagamento_importo": lambda: _paga(importo=EURO(0)),
    "progetti_pagamento_un_saldo": _secondo_saldo,
    "progetti_pagamento_concesso": lambda: _paga(importo=EURO("1000.01")),
    "progetti_pagamento_ammesso": _oltre_l_ammesso,
    "progetti_pagamento_recupero": _recupero_di_troppo,
    "progetti_pagamento_immutabile": lambda: _pagato(importo=EURO("0.99")),
    "progetti_doppio_unico": _doppio_ripetuto,
    "progetti_doppio_ordine": _doppio_al_contrario,
    "progetti_doppio_motivo": lambda: _doppio(motivo=""),
}
