"""The sheet as a spreadsheet: a row for each cell of its form, filled elsewhere, read back into it."""

from django.utils.translation import gettext as _

from core.fogli import FoglioError, leggi

CELLA, CHE, ULTIMA, VALORE = "cella", "che cosa", "l'ultima volta", "valore"
INTESTAZIONI = [CELLA, CHE, ULTIMA, VALORE]


def righe(form):
    """Return the rows of the spreadsheet of a ``SchedaForm``: name of the cell, words, last value, value."""
    ultime = {campo.name: b.ultimo_detto for b in form.blocchi for campo in b.campi[:1]}
    nomi = _nomi(form)
    return [
        [nome, nomi.get(nome, str(campo.label)), ultime.get(nome, ""), _cella(form[nome].initial)]
        for nome, campo in form.fields.items()
    ]


def _nomi(form):
    """Return {cell: words} of the indicators: the indicator first, then the part."""
    nomi = {}
    for blocco in form.blocchi:
        divisi = [(per, campo) for per, campi in blocco.divisioni for campo in campi]
        for campo in blocco.campi:
            nomi[campo.name] = f"{blocco.indicatore} · {campo.label}"
        for per, campo in divisi:
            nomi[campo.name] = f"{blocco.indicatore} · {per}: {campo.label}"
    return nomi


def _cella(valore):
    return "" if valore is None else valore


def dal_foglio(form, file):
    """Return {cell: text} of an uploaded spreadsheet for an unbound ``form``: all of it, or nothing.

    Raises FoglioError with every line that is wrong: not a spreadsheet, a column missing, a cell unknown or
    repeated, a value that the form does not take.
    """
    foglio = leggi(file)
    mancano = [titolo for titolo in (CELLA, VALORE) if titolo not in foglio.intestazioni]
    if mancano:
        raise FoglioError(*(_("Manca la colonna «%(nome)s».") % {"nome": nome} for nome in mancano))
    letti, errori, dove = {}, [], {}
    for numero, riga in foglio.righe:
        nome = riga[CELLA].strip()
        if nome not in form.fields or nome in letti:
            perche = _("c’è due volte") if nome in letti else _("non è di questa scheda")
            errori.append(_riga(numero, CELLA, f"«{nome}» {perche}"))
            continue
        letti[nome], dove[nome] = riga[VALORE], numero
    errori += _rifiutati(form, letti, dove)
    if errori:
        raise FoglioError(*errori)
    return letti


def _rifiutati(form, letti, dove):
    """Return the lines of the values that the form refuses."""
    prova = type(form)(tutti(form, letti), scheda=form.scheda)
    return [
        _riga(dove[nome], VALORE, " ".join(messaggi))
        for nome, messaggi in prova.errors.items()
        if nome in dove
    ] + [
        " ".join([f"{prova.fields[nome].label}:", *messaggi])
        for nome, messaggi in prova.errors.items()
        if nome not in dove and nome in prova.fields
    ]


def tutti(form, letti):
    """Return the data of a form: what was read, over what is there."""
    ora = {nome: form[nome].value() for nome in form.fields}
    return {nome: valore for nome, valore in (ora | letti).items() if valore is not None}


def _riga(numero, colonna, che):
    return _("Riga %(n)s, colonna «%(colonna)s»: %(che)s") % {"n": numero, "colonna": colonna, "che": che}
