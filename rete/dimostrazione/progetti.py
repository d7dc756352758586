"""The demo of calls and projects: one on time, one late, one finished and paid, one that waits.

Every sum and date is invented; the rows carry ``dimostrativo`` and no total of the portal counts them.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from aderenti.models import Organizzazione
from piani.models import Indicatore, Piano
from progetti.models import (
    Attivita,
    Avviso,
    Candidatura,
    CategoriaCosto,
    DomandaFrequente,
    EventoProgetto,
    Fondo,
    IndicatoreProgetto,
    Pagamento,
    PartnerProgetto,
    Progetto,
    QuadroFinanziario,
    Rendiconto,
    Scadenza,
    ValoreIndicatore,
    VoceControllo,
    VoceDenaro,
    VoceSpesa,
)
from rete.dimostrazione.enti import ENTI
from servizi.models import FinanziamentoServizio, Servizio
from territorio.models import Ambito

CUP_ASSENTE = "progetto inventato"
IN_CORSO = (("ammessa_finanziata", -300), ("inserita_nel_piano", -280), ("avviata", -240), ("in_corso", -200))
FINITO = (
    ("ammessa_finanziata", -700),
    ("avviata", -650),
    ("in_corso", -640),
    ("conclusa_attivita", -250),
    ("rendicontazione_presentata", -220),
    ("in_verifica", -210),
    ("saldo_liquidato", -150),
    ("chiusa", -140),
)
PROPOSTA = (("candidatura_presentata", -5), ("istruttoria_formale", -3), ("in_valutazione", -1))


def prepara_progetti(*, oggi):
    """Create the demo calls and projects as of ``oggi``; return how many projects, 0 when they are there.

    Does nothing without the demo members or the cycle in force.
    """
    piano = Piano.objects.filter(stato=Piano.Stato.IN_CORSO).first()
    if Progetto.objects.filter(dimostrativo=True).exists() or piano is None or not _ente("sondrio", 1):
        return 0
    chiuso, aperto = _avvisi(piano, oggi)
    _nidi(piano, chiuso, oggi)
    _passaggio(piano, chiuso, oggi)
    _grest(piano, chiuso, oggi)
    _compiti(piano, aperto, oggi)
    return 4


def togli_progetti():
    """Delete the demo projects and calls, what was paid and recorded on them first."""
    progetti = Progetto.objects.filter(dimostrativo=True)
    chiavi = list(progetti.values_list("pk", flat=True))
    avvisi = list(Avviso.objects.filter(dimostrativo=True).values_list("pk", flat=True))
    Pagamento.objects.filter(progetto__in=progetti).delete()
    Candidatura.objects.filter(progetto__in=progetti).delete()
    for progetto in progetti:
        progetto.richieste.all().delete()
        progetto.eventi.exclude(corregge=None).delete()
    progetti.delete()
    Avviso.objects.filter(dimostrativo=True).delete()
    # The past of each row goes too: deleting it wrote one more version.
    for modello in (Pagamento, Rendiconto):
        modello.history.filter(progetto_id__in=chiavi).delete()
    Avviso.history.filter(id__in=avvisi).delete()
    Progetto.history.filter(dimostrativo=True).delete()


def _avvisi(piano, oggi):
    """Return a call that is over and one that is open."""
    chiuso = Avviso.objects.create(
        code="DEMO-AVV-1",
        titolo="Avviso dimostrativo: tempi per la famiglia",
        sintesi="Contributi alle reti di enti che aiutano chi lavora e ha figli o familiari da assistere.",
        esito="Sono arrivate 3 proposte. Tutte e 3 sono state finanziate.",
        esito_pubblicato_il=oggi - timedelta(days=300),
        **_comuni(piano, oggi, -420, -390, "45000.00"),
    )
    aperto = Avviso.objects.create(
        code="DEMO-AVV-2",
        titolo="Avviso dimostrativo: un'estate per tutti",
        sintesi="Contributi per tenere aperti centri estivi e doposcuola quando le scuole sono chiuse.",
        **_comuni(piano, oggi, -10, 20, "60000.00"),
    )
    DomandaFrequente.objects.create(
        avviso=aperto,
        domanda="Può partecipare un'associazione da sola?",
        risposta="No: servono almeno tre enti, e uno di loro fa da capofila.",
        pubblicata_il=oggi - timedelta(days=4),
    )
    for ordine, voce in enumerate(("Domanda firmata", "Accordo fra i partner", "Piano dei costi")):
        VoceControllo.objects.create(avviso=aperto, ordine=ordine, testo=voce)
    return chiuso, aperto


def _comuni(piano, oggi, apre, chiude, dotazione):
    """Return what the two calls have in common: days from ``oggi``, closing at noon."""

    def istante(giorni, ora):
        return timezone.make_aware(datetime.combine(oggi + timedelta(days=giorni), time(ora)))

    return {
        "piano": piano,
        "fondo": Fondo.objects.filter(tipo=Fondo.Tipo.REGIONALE).first(),
        "a_chi": "Reti di almeno tre enti, pubblici e privati, con un capofila.",
        "apre_il": istante(apre, 9),
        "chiude_il": istante(chiude, 12),
        "dotazione": Decimal(dotazione),
        "assegnazione": Avviso.Assegnazione.GRADUATORIA,
        "ufficio": "Ufficio di prova",
        "pubblicato": True,
        "dimostrativo": True,
    }


def _ente(slug, posto):
    return Organizzazione.objects.filter(denominazione=ENTI[slug][posto], dimostrativo=True).first()


def _progetto(code, titolo, sintesi, slug, piano, avviso, capofila=1):
    """Return a demo project on an ambito, led by one of its three bodies with the other two as partners."""
    progetto = Progetto.objects.create(
        code=code,
        titolo=titolo,
        sintesi=sintesi,
        tipo=Progetto.Tipo.ALLEANZA,
        piano=piano,
        avviso=avviso,
        fondo=avviso.fondo,
        cup_assente_motivo=CUP_ASSENTE,
        dimostrativo=True,
    )
    progetto.ambiti.add(Ambito.objects.get(slug=slug))
    for posto in range(3):
        ruolo = PartnerProgetto.Ruolo.CAPOFILA if posto == capofila else PartnerProgetto.Ruolo.PARTNER
        PartnerProgetto.objects.create(progetto=progetto, organizzazione=_ente(slug, posto), ruolo=ruolo)
    return progetto


def _eventi(progetto, oggi, storia, fine=None):
    """Record the events, {type: days from ``oggi``}; the first that may sets the planned end ``fine``."""
    for tipo, giorni in storia:
        con_fine = fine if tipo == "avviata" else None
        EventoProgetto.objects.create(
            progetto=progetto,
            tipo=tipo,
            data=oggi + timedelta(days=giorni),
            nuova_fine=oggi + timedelta(days=con_fine) if con_fine else None,
        )


def _quadro(progetto, oggi, fonti, costi):
    """Approve a budget: ``fonti`` are (who pays, euro, in kind), ``costi`` are {heading: euro}."""
    quadro = QuadroFinanziario.objects.create(
        progetto=progetto, costo_totale=sum(Decimal(euro) for _chi, euro, _natura in fonti)
    )
    for pagatore, euro, in_natura in fonti:
        VoceDenaro.objects.create(
            quadro=quadro, pagatore=pagatore, importo=Decimal(euro), in_natura=in_natura
        )
    for code, euro in costi.items():
        categoria = CategoriaCosto.objects.get(code=code)
        VoceSpesa.objects.create(quadro=quadro, categoria=categoria, importo=Decimal(euro))
    quadro.approvato_il = oggi - timedelta(days=250)
    quadro.save()


def _paga(progetto, oggi, *pagamenti):
    """Record the payments (kind, days from ``oggi``, euro) to the capofila."""
    capofila = progetto.partner.get(ruolo=PartnerProgetto.Ruolo.CAPOFILA).organizzazione
    for tipo, giorni, euro in pagamenti:
        Pagamento.objects.create(
            progetto=progetto,
            tipo=tipo,
            data=oggi + timedelta(days=giorni),
            importo=Decimal(euro),
            beneficiario=capofila,
        )


def _rendiconta(progetto, oggi, giorni, rendicontato, ammesso):
    """Record an account of expenditure presented and admitted ``giorni`` from ``oggi``."""
    quando = oggi + timedelta(days=giorni)
    Rendiconto.objects.create(
        progetto=progetto,
        presentato_il=quando,
        dal=quando - timedelta(days=120),
        al=quando - timedelta(days=10),
        rendicontato=Decimal(rendicontato),
        ammesso=Decimal(ammesso),
        ammesso_il=quando + timedelta(days=10),
    )


def _conta(progetto, oggi, code, obiettivo, valore):
    """Follow the project with an indicator: its target, and the value validated a month ago."""
    indicatore = Indicatore.objects.filter(code=code).first()
    if indicatore is None:
        return
    riga = IndicatoreProgetto.objects.create(
        progetto=progetto, indicatore=indicatore, partenza=0, obiettivo=obiettivo
    )
    al = oggi - timedelta(days=30)
    ValoreIndicatore.objects.create(
        indicatore_progetto=riga,
        dal=al - timedelta(days=180),
        al=al,
        riferito_al=al,
        valore=valore,
        validato_il=al + timedelta(days=10),
    )


def _nidi(piano, avviso, oggi):
    """On time, half of it paid, with the services it pays for."""
    progetto = _progetto(
        "DEMO-NIDI",
        "Nidi aperti fino a sera",
        "Due nidi restano aperti fino alle 19 e il sabato mattina, per chi lavora su turni.",
        "sondrio",
        piano,
        avviso,
    )
    _eventi(progetto, oggi, (*IN_CORSO, ("monitoraggio_intermedio", -40)), fine=120)
    fonti = (("regione", "24000.00", False), ("partner", "4000.00", False), ("partner", "2000.00", True))
    costi = {"PERSONALE": "22000.00", "BENI": "3000.00", "COMUNICAZIONE": "5000.00"}
    _quadro(progetto, oggi, fonti, costi)
    _rendiconta(progetto, oggi, -60, "12500.00", "12000.00")
    _paga(progetto, oggi, ("anticipo", -230, "9600.00"), ("intermedio", -20, "2000.00"))
    _conta(progetto, oggi, "F01", 120, 64)
    Attivita.objects.create(
        progetto=progetto,
        titolo="Apertura del sabato",
        inizio_previsto=oggi - timedelta(days=100),
        fine_prevista=oggi + timedelta(days=100),
        inizio_effettivo=oggi - timedelta(days=90),
    )
    Scadenza.objects.create(progetto=progetto, titolo="Seconda relazione", giorno=oggi + timedelta(days=12))
    servizi = Servizio.objects.filter(gestore=_ente("sondrio", 1), dimostrativo=True)
    for servizio in servizi.exclude(stato=Servizio.Stato.BOZZA).order_by("pk")[:2]:
        FinanziamentoServizio.objects.create(
            servizio=servizio, progetto=progetto, dal=oggi - timedelta(days=240)
        )


def _passaggio(piano, avviso, oggi):
    """Late: its planned end is past."""
    progetto = _progetto(
        "DEMO-PASSAGGIO",
        "Un passaggio per la visita",
        "Volontari accompagnano gli anziani alle visite, con un giorno di preavviso.",
        "chiavenna",
        piano,
        avviso,
        capofila=2,
    )
    _eventi(progetto, oggi, IN_CORSO, fine=-30)
    _quadro(
        progetto,
        oggi,
        (("regione", "10000.00", False), ("partner", "2500.00", True)),
        {"PERSONALE": "2500.00", "SERVIZI": "10000.00"},
    )
    _paga(progetto, oggi, ("anticipo", -230, "4000.00"))
    _conta(progetto, oggi, "F04", 80, 21)


def _grest(piano, avviso, oggi):
    """Finished, checked, paid: some money was left over."""
    progetto = _progetto(
        "DEMO-GREST",
        "Il grest di tutti",
        "Sei settimane di grest a luglio e agosto, con posti per bambini con disabilità.",
        "bormio",
        piano,
        avviso,
        capofila=0,
    )
    _eventi(progetto, oggi, FINITO, fine=-260)
    _quadro(
        progetto,
        oggi,
        (("regione", "8000.00", False), ("altro_pubblico", "2000.00", False)),
        {"PERSONALE": "7000.00", "BENI": "3000.00"},
    )
    _rendiconta(progetto, oggi, -220, "9900.00", "9800.00")
    _paga(progetto, oggi, ("anticipo", -600, "3200.00"), ("saldo", -150, "4500.00"))
    _conta(progetto, oggi, "F03", 90, 97)


def _compiti(piano, avviso, oggi):
    """A proposal that waits for its outcome: citizens do not see it."""
    progetto = _progetto(
        "DEMO-COMPITI",
        "Compiti insieme",
        "Aiuto nei compiti per bambini con difficoltà di apprendimento.",
        "sondrio",
        piano,
        avviso,
    )
    _eventi(progetto, oggi, PROPOSTA)
    Candidatura.objects.create(
        avviso=avviso,
        progetto=progetto,
        protocollo="DEMO-0001",
        protocollo_data=oggi - timedelta(days=5),
        ricevuta_il=timezone.now() - timedelta(days=5),
        importo_richiesto=Decimal("15000.00"),
    )
