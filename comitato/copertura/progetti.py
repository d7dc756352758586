"""The projects on a comune and a typology: running, finished, and the proposals for who may see them."""

from collections import defaultdict

from comitato.copertura.mondo import Opera
from progetti.models import EventoProgetto, Fondo, Progetto
from servizi.models import FinanziamentoServizio, Tipologia

Tipo = EventoProgetto.Tipo
IN_CORSO = (
    Tipo.FINANZIATA,
    Tipo.NEL_PIANO,
    Tipo.AVVIATA,
    Tipo.IN_CORSO,
    Tipo.SOSPENSIONE,
    Tipo.RIPRESA,
)
PROPOSTE = (Tipo.CANDIDATURA, Tipo.ISTRUTTORIA, Tipo.IN_VALUTAZIONE)
FONDI_EUROPEI = {Fondo.Tipo.FSE: "FSE", Fondo.Tipo.FSE_PLUS: "FSE+"}


def carica_opere(giorno, comuni_per_ambito, *, dimostrativi=False, proposte=False):
    """Return the ``Opera`` of the published projects; with ``proposte`` also what waits for a decision.

    ``comuni_per_ambito``: {ambito pk: pks of its comuni of ``giorno``}. A project that names comuni is on
    those alone; else on all those of its ambiti and of its Alleanza. Its typologies are those that name it
    and those of the services it pays for. Seven queries with the proposals, six without.
    """
    scelti = list(Progetto.objects.pubblicati(giorno).con_nome())
    if proposte:
        scelti += Progetto.objects.con_stato(giorno).filter(stato__in=PROPOSTE).con_nome()
    scelti = [progetto for progetto in scelti if dimostrativi or not progetto.dimostrativo]
    comuni, ambiti, linee = (_legami(campo) for campo in ("comuni", "ambiti", "linee"))
    tipologie = defaultdict(set)
    for progetto, tipologia in Tipologia.progetti.through.objects.values_list("progetto", "tipologia"):
        tipologie[progetto].add(tipologia)
    for progetto, tipologia in FinanziamentoServizio.objects.values_list("progetto", "servizio__tipologia"):
        tipologie[progetto].add(tipologia)
    return tuple(
        Opera(
            pk=progetto.pk,
            nome=progetto.nome,
            slug=progetto.slug,
            quando=_quando(progetto.stato),
            stato=str(progetto.get_stato_display()),
            comuni=_dove(progetto, comuni, ambiti, comuni_per_ambito),
            tipologie=frozenset(tipologie[progetto.pk]),
            linee=frozenset(linee[progetto.pk]),
            parti=tuple(_parti(progetto)),
            ciclo=progetto.ciclo and progetto.ciclo.pk,
            dimostrativo=progetto.dimostrativo,
        )
        for progetto in scelti
    )


def _legami(campo):
    """Return {project pk: pks} of a many-to-many of the projects."""
    legami = defaultdict(set)
    attraverso = getattr(Progetto, campo).through.objects
    altro = getattr(Progetto, campo).field.m2m_reverse_field_name()
    for progetto, riga in attraverso.values_list("progetto", altro):
        legami[progetto].add(riga)
    return legami


def _dove(progetto, comuni, ambiti, comuni_per_ambito):
    if comuni[progetto.pk]:
        return frozenset(comuni[progetto.pk])
    di_chi = set(ambiti[progetto.pk]) | ({progetto.alleanza.ambito_id} if progetto.alleanza else set())
    return frozenset(comune for ambito in di_chi for comune in comuni_per_ambito.get(ambito, ()))


def _quando(stato):
    if stato in PROPOSTE:
        return "proposta"
    return "in_corso" if stato in IN_CORSO else "concluso"


def _parti(progetto):
    """Yield what the project is part of, as the Comitato says it."""
    if progetto.fondo and progetto.fondo.tipo in FONDI_EUROPEI:
        yield FONDI_EUROPEI[progetto.fondo.tipo]
    elif progetto.tipo == Progetto.Tipo.FSE:
        yield "FSE"
    if progetto.alleanza_id or progetto.tipo == Progetto.Tipo.ALLEANZA:
        yield "Alleanza"
    if "aree interne" in progetto.azione.lower():
        yield "aree interne"
