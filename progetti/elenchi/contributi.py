"""The yearly list of the grants paid (d.lgs. 33/2013 art. 26 and 27): one row a beneficiary and project.

Who is in it: the bodies to which more than 1,000.00 € were paid in the calendar year, all their projects
together: “importo complessivo superiore a mille euro nel corso dell'anno solare al medesimo beneficiario”
(art. 26 c. 3), so 1,000.00 € exactly is not in and 1,000.01 € is. The threshold looks at what was paid; the
amount of a row (“importo corrisposto”, riferimenti/campi_art27.csv) is net of what was taken back in the
same year, as in the other pages. A row of which nothing is left is not in the list, and the report says so.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from progetti.denaro.conti import ZERO
from progetti.elenchi.beneficiari import codice_fiscale, e_persona
from progetti.elenchi.controlli import Livello, certezza_debole
from progetti.models import Pagamento, Progetto

SOGLIA = Decimal("1000.00")
TITOLI_DI_PERSONA = re.compile(
    r"\b(dott|dr|sig|ing|avv|rag|geom|prof)(\.?ssa|\.?ra|ri)?\b\.?|\bresponsabile:", re.IGNORECASE
)
"""An office that names who works in it: what the list must not carry."""


@dataclass
class Contributo:
    """What a beneficiary received for a project in a year. ``pubblico``: citizens see its sheet."""

    progetto: object
    beneficiario: object
    pubblico: bool = True
    pagamenti: list = field(default_factory=list)

    @property
    def pagato(self):
        """Return what was paid."""
        return sum((p.importo for p in self.pagamenti if p.tipo != Pagamento.Tipo.RECUPERO), ZERO)

    @property
    def recuperato(self):
        """Return what was taken back."""
        return sum((p.importo for p in self.pagamenti if p.tipo == Pagamento.Tipo.RECUPERO), ZERO)

    @property
    def importo(self):
        """Return what is left of it."""
        return self.pagato - self.recuperato

    @property
    def atto(self):
        """Return the act of the last payment that has one, else of the project or of its call; or None."""
        dei_pagamenti = [pagamento.atto for pagamento in self.pagamenti if pagamento.atto]
        if dei_pagamenti:
            return dei_pagamenti[-1]
        avviso = self.progetto.avviso
        return self.progetto.atto or (avviso and (avviso.esito_atto or avviso.atto))


def contributi(anno):
    """Return the [Contributo] of the real projects in ``anno``, whatever their amount, in order of name."""
    righe = {}
    veri = Pagamento.objects.filter(data__year=anno, progetto__dimostrativo=False)
    pagamenti = veri.filter(beneficiario__dimostrativo=False)
    pubblici = Progetto.objects.pubblicati().filter(pk__in=veri.values("progetto"))
    pubblici = set(pubblici.values_list("pk", flat=True))
    collegati = ["progetto__avviso__atto", "progetto__avviso__esito_atto", "progetto__atto", "atto"]
    collegati += ["progetto__alleanza__ambito", "progetto__alleanza__piano", "beneficiario__forma_giuridica"]
    ordine = ["beneficiario__denominazione", "beneficiario_id", "progetto__code", "data", "pk"]
    for pagamento in pagamenti.select_related(*collegati).order_by(*ordine):
        chiave = pagamento.beneficiario_id, pagamento.progetto_id
        if chiave not in righe:
            pubblico = pagamento.progetto_id in pubblici
            righe[chiave] = Contributo(pagamento.progetto, pagamento.beneficiario, pubblico)
        righe[chiave].pagamenti.append(pagamento)
    return list(righe.values())


def oltre_soglia(tutti):
    """Return the rows of the bodies that were paid more than ``SOGLIA`` in all."""
    somme = {}
    for contributo in tutti:
        ente = contributo.beneficiario.pk
        somme[ente] = somme.get(ente, ZERO) + contributo.pagato
    return [contributo for contributo in tutti if somme[contributo.beneficiario.pk] > SOGLIA]


def riga_contributo(contributo, anno):
    """Return {column code: value} of a row."""
    progetto, avviso, ente = contributo.progetto, contributo.progetto.avviso, contributo.beneficiario
    return {
        "27-a": ente.denominazione,
        "27-a-fisc": codice_fiscale(ente),
        "27-b": contributo.importo,
        "27-c": _norma(contributo),
        "27-d-uff": avviso.ufficio if avviso else "",
        "27-d-resp": _("nella sezione Amministrazione trasparente di ATS della Montagna"),
        "27-e": _modalita(avviso),
        "27-f-prog": settings.SITE_URL + progetto.get_absolute_url(),
        "27-f-cv": "",  # for the assignments of persons only
        "27-2-anno": anno,
        "EXTRA-CUP": progetto.cup,
        "EXTRA-ATTO": _atto_in_parole(contributo.atto),
        "EXTRA-CODICE": progetto.codice_locale or progetto.code,
    }


def fuori(contributo):
    """Return why a row is not in the list, empty when it is."""
    if e_persona(contributo.beneficiario):
        return _("il beneficiario è una persona o una ditta individuale: non si pubblica")
    if contributo.importo <= ZERO:
        return _("quanto è stato pagato nell’anno è stato anche recuperato nell’anno")
    return ""


def controlla(contributo, celle, colonne, *, riga, rapporto):
    """Add to ``rapporto`` what is missing or looks wrong in a row."""
    progetto, ente = contributo.progetto, contributo.beneficiario
    del_avviso = {"27-c", "27-d-uff", "27-e"}

    def su(code):
        if code in ("27-a", "27-a-fisc"):
            return ente
        return (progetto.avviso or progetto) if code in del_avviso else progetto

    def controlla_che(code, testo):
        rapporto.aggiungi(Livello.CONTROLLA, code, testo, riga=riga, oggetto=progetto, su=su(code))

    senza_avviso = "" if progetto.avviso else _("il progetto non è legato a nessun avviso")
    perche = dict.fromkeys(del_avviso, senza_avviso)
    rapporto.celle(colonne, celle, riga=riga, oggetto=progetto, su=su, perche=perche)
    if contributo.recuperato:
        controlla_che("27-b", _("nell’anno una parte è stata recuperata: l’importo è quello che resta"))
    if celle["27-c"] and not (progetto.avviso and progetto.avviso.norma):
        controlla_che("27-c", _("c’è l’atto ma non la norma"))
    if contributo.atto and not contributo.atto.indirizzo:
        controlla_che("27-c", _("l’atto non ha un indirizzo a cui collegarsi"))
    if TITOLI_DI_PERSONA.search(celle["27-d-uff"]):
        controlla_che("27-d-uff", _("sembra il nome di una persona: qui va solo l’ufficio"))
    if not contributo.pubblico:
        controlla_che("27-f-prog", _("la scheda del progetto non si vede nel portale: guarda i suoi eventi"))
    if debole := next(filter(None, map(certezza_debole, contributo.pagamenti)), ""):
        controlla_che("27-b", debole)


def _norma(contributo):
    """Return norm, act and address of the act, divided by “; ”."""
    avviso, atto = contributo.progetto.avviso, contributo.atto
    parti = [avviso.norma if avviso else "", _atto_in_parole(atto), atto.indirizzo if atto else ""]
    return "; ".join(parte for parte in parti if parte)


def _modalita(avviso):
    if avviso is None or not avviso.assegnazione:
        return ""
    parole = _("avviso pubblico, %(come)s") % {"come": avviso.get_assegnazione_display()}
    return f"{parole} ({avviso.assegnazione_note})" if avviso.assegnazione_note else parole


def _atto_in_parole(atto):
    if atto is None:
        return ""
    return f"{atto} del {atto.data:%d/%m/%Y}" if atto.data and atto.data_precisione == "giorno" else str(atto)
