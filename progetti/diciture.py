"""What a project must write on a leaflet, a page or a plaque, by who pays for it (dominio §2.6).

Reg. (UE) 1303/2013 annex XII 2.2 and 821/2014 art. 3-5 for 2014-20; Reg. (UE) 2021/1060 art. 47, 50 and annex
IX for 2021-27. For the money of Regione no compulsory text is known: the sentence only says who pays.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from progetti.models import Fondo


class Dicitura(NamedTuple):
    """``accanto``: the compulsory words beside the emblem, "" where there is none; ``frase``: who pays.

    ``note``: what else is due, or not known; ``fonte``: the rule, "" without one.
    """

    accanto: str
    frase: str
    note: list
    fonte: str

    @property
    def emblema(self):
        """Return whether the emblem of the EU is due: only then may it be shown."""
        return bool(self.accanto)


def dicitura(progetto):
    """Return the ``Dicitura`` of a project with its fund and cycle; None when nobody knows who pays."""
    if progetto.fondo is None:
        return None
    scrivi = {Fondo.Tipo.FSE: _fse, Fondo.Tipo.FSE_PLUS: _fse_plus, Fondo.Tipo.REGIONALE: _regionale}
    return scrivi[progetto.fondo.tipo](progetto) if progetto.fondo.tipo in scrivi else None


def _fse(progetto):
    return Dicitura(
        accanto=_("Unione europea – Fondo sociale europeo"),
        frase=_("Progetto cofinanziato dall’Unione europea – Fondo sociale europeo%(programma)s.")
        % {"programma": _nel_programma(progetto.fondo)},
        note=[
            _("L’emblema è a colori. Nelle pagine web si vede appena si aprono, senza scorrere."),
            _("Aggiungi una breve descrizione del progetto."),
        ],
        fonte=_(
            "Regolamento (UE) 1303/2013, allegato XII, punto 2.2; regolamento di esecuzione (UE) 821/2014, "
            "articoli 3-5."
        ),
    )


def _fse_plus(progetto):
    return Dicitura(
        accanto=_("Cofinanziato dall’Unione europea"),
        frase=_("Progetto cofinanziato dall’Unione europea – Fondo sociale europeo Plus%(programma)s.")
        % {"programma": _nel_programma(progetto.fondo)},
        note=[
            _("L’emblema non è più piccolo degli altri loghi che gli stanno accanto."),
            _("Aggiungi una breve descrizione: gli obiettivi, i risultati, il sostegno dell’Unione."),
            _("Dove il pubblico lo vede: un manifesto A3 o uno schermo. Sopra i 100.000 euro, una targa."),
            _("Attenzione: chi non lo fa può perdere fino al 3% del contributo."),
        ],
        fonte=_("Regolamento (UE) 2021/1060, articoli 47 e 50 e allegato IX."),
    )


def _regionale(progetto):
    ciclo = f", {progetto.piano.titolo}" if progetto.piano else ""
    return Dicitura(
        accanto="",
        frase=_("Progetto finanziato da Regione Lombardia%(ciclo)s.") % {"ciclo": ciclo},
        note=[
            _("L’emblema europeo non si mette: paga solo Regione."),
            _(
                "Non conosciamo un testo obbligatorio: questa frase dice solo chi paga. Per i loghi di "
                "Regione e di ATS chiedi all’ufficio di ATS prima di stampare."
            ),
        ],
        fonte="",
    )


def _nel_programma(fondo):
    """Return the programme, after a comma; "" when it is not known."""
    return f", {fondo.programma}" if fondo.programma else ""
