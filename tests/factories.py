"""Small factories of valid rows. Each makes what it needs; keyword arguments change any field."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count

from django.utils import timezone

from aderenti.models import Accesso, CategoriaAderente, DomandaAdesione, EventoAdesione, Organizzazione
from alleanze.models import AlleanzaLocale, Partecipazione
from core.models import Proposta
from core.proposte.schede import tipo_di
from core.validatori import cifra_di_controllo_partita_iva
from piani.models import Indicatore, LineaAzione, Piano
from progetti.models import (
    Avviso,
    Candidatura,
    CategoriaCosto,
    DocumentoProgetto,
    ElencoPubblicato,
    EventoProgetto,
    Finanziamento,
    Impegno,
    Pagamento,
    PartnerProgetto,
    Progetto,
    QuadroFinanziario,
    Rendiconto,
    RichiestaProgetto,
    VoceControllo,
    VoceDenaro,
    VoceSpesa,
)
from servizi.freschezza.conferma import chiedi_conferma
from servizi.models import AreaServita, Destinatario, Gruppo, Sede, SedeServizio, Servizio, Tipologia
from territorio.models import Ambito, AppartenenzaAmbito, Comune
from tests.documenti import carica
from utenti.models import Utente

_numeri = count(1)


def make_utente(**campi):
    """Return an active account with the password “parola-di-prova”."""
    campi.setdefault("email", f"utente{next(_numeri)}@example.org")
    return Utente.objects.create_user(password="parola-di-prova", **campi)


def make_ambito(**campi):
    """Return an ambito in the ATS since 2016."""
    n = next(_numeri)
    valori = {
        "nome_ufficiale": f"Ambito territoriale {n}",
        "nome": f"Ambito {n}",
        "comune_di_riferimento": "Capoluogo",
        "codice_istat_riferimento": "014061",
        "territorio": "provincia di Sondrio",
        "provincia": "SO",
        "lat": "46.2",
        "lon": "9.9",
        "appartenenza_dal": date(2016, 1, 1),
    }
    return Ambito.objects.create(**valori | campi)


def make_comune(ambito=None, dal=date(2016, 1, 1), al=None, **campi):
    """Return a comune that is in ``ambito`` (a new one by default) between the two days."""
    n = next(_numeri)
    valori = {"codice_istat": f"{n:06}", "nome": f"Comune {n}", "provincia": "SO", "popolazione": 1000}
    comune = Comune.objects.create(**valori | campi)
    AppartenenzaAmbito.objects.create(comune=comune, ambito=ambito or make_ambito(), dal=dal, al=al)
    return comune


def make_piano(**campi):
    """Return a cycle with no rule."""
    n = next(_numeri)
    valori = {
        "code": f"ciclo-{n}",
        "titolo": f"Piano {n}",
        "anno_dal": 2017,
        "anno_al": 2018,
        "stato": "concluso",
    }
    return Piano.objects.create(**valori | campi)


def make_categoria(**campi):
    """Return a category of member."""
    n = next(_numeri)
    return CategoriaAderente.objects.create(**{"code": f"CAT{n}", "label": f"Categoria {n}"} | campi)


def make_organizzazione(aderente_dal=None, **campi):
    """Return a body; a member of the Rete since ``aderente_dal`` when given, else “da confermare”."""
    n = next(_numeri)
    campi.setdefault("categoria", None)
    campi["categoria"] = campi["categoria"] or make_categoria()
    organizzazione = Organizzazione.objects.create(
        **{"denominazione": f"Ente {n}", "natura": "pubblico"} | campi
    )
    if aderente_dal:
        EventoAdesione.objects.create(organizzazione=organizzazione, tipo="accolta", data=aderente_dal)
    return organizzazione


def make_aderente(**campi):
    """Return a member of the Rete since 2017."""
    return make_organizzazione(aderente_dal=campi.pop("aderente_dal", date(2017, 1, 24)), **campi)


def make_accesso(ruolo="amministratore", **campi):
    """Return the access of an account (a new one) to a member (a new one): an administrator by default."""
    campi["organizzazione"] = campi.get("organizzazione") or make_aderente()
    campi["utente"] = campi.get("utente") or make_utente()
    return Accesso.objects.create(ruolo=ruolo, **campi)


def make_domanda(**campi):
    """Return a request to join that waits for ATS, with a codice fiscale of its own and no paper."""
    n = next(_numeri)
    valori = {
        "denominazione": f"Ente che chiede {n}",
        "natura": "privato_non_profit",
        "codice_fiscale": codice_fiscale(n),
        "indirizzo": f"via Prova {n}",
        "cap": "23100",
        "sede_nome": "Sondrio",
        "perche": "Vogliamo fare la nostra parte.",
        "referente_ruolo": "segreteria",
        "referente_email": f"segreteria{n}@example.org",
    }
    campi["categoria"] = campi.get("categoria") or make_categoria()
    return DomandaAdesione.objects.create(**valori | campi)


def codice_fiscale(n):
    """Return a right codice fiscale of a body, made of ``n``."""
    dieci = f"{n:010}"
    return dieci + cifra_di_controllo_partita_iva(dieci)


def make_alleanza(capofila=None, **campi):
    """Return an Alleanza, with ``capofila`` when given."""
    campi.setdefault("piano", None)
    campi["piano"] = campi["piano"] or make_piano()
    campi["ambito"] = campi.get("ambito") or make_ambito()
    alleanza = AlleanzaLocale.objects.create(**campi)
    if capofila:
        Partecipazione.objects.create(alleanza=alleanza, organizzazione=capofila, ruolo="capofila")
    return alleanza


def make_progetto(stato="in_corso", stato_dal=date(2018, 1, 1), **campi):
    """Return a project whose last event is ``stato`` (None: no event at all)."""
    n = next(_numeri)
    valori = {
        "code": f"PRG-{n}",
        "titolo": f"Progetto {n}",
        "tipo": "fse",
        "cup_assente_motivo": "non trovato",
    }
    progetto = Progetto.objects.create(**valori | campi)
    if stato:
        EventoProgetto.objects.create(progetto=progetto, tipo=stato, data=stato_dal)
    return progetto


def make_richiesta_progetto(**campi):
    """Return a request of a capofila that waits for ATS, on a running project (a new one)."""
    campi["progetto"] = campi.get("progetto") or make_progetto()
    return RichiestaProgetto.objects.create(**{"tipo": "attivita", "motivo": "Cambiamo sede."} | campi)


def make_documento(progetto=None, **campi):
    """Return a paper of a project (a new one): a real file unless ``indirizzo`` is given, not public."""
    n = next(_numeri)
    if not campi.get("indirizzo"):
        campi.setdefault("file", carica())
    valori = {"progetto": progetto or make_progetto(), "titolo": f"Atto {n}", "tipo": "atto"}
    return DocumentoProgetto.objects.create(**valori | campi)


def make_indicatore(**campi):
    """Return an indicator of the Rete that counts people and adds nothing up."""
    n = next(_numeri)
    valori = {
        "code": f"IND{n}",
        "label": f"Indicatore {n}",
        "insieme": "RETE",
        "tipo": "fisico",
        "genere": "quantita",
        "unita": "persone",
        "valore": "cumulato",
        "aggregazione_periodi": "ultimo",
        "aggregazione_progetti": "somma",
    }
    return Indicatore.objects.create(**valori | campi)


def make_avviso(**campi):
    """Return a published call without dates."""
    n = next(_numeri)
    return Avviso.objects.create(**{"code": f"AVV-{n}", "titolo": f"Avviso {n}", "pubblicato": True} | campi)


def make_istante(anno, mese, giorno, ora=12, minuto=0):
    """Return an instant of the clocks of Italy."""
    return timezone.make_aware(datetime(anno, mese, giorno, ora, minuto))


def make_aperto(**campi):
    """Return a call that opened yesterday and closes in ten days."""
    adesso = timezone.now()
    valori = {"apre_il": adesso - timedelta(days=1), "chiude_il": adesso + timedelta(days=10)}
    return make_avviso(**valori | campi)


def make_linea(**campi):
    """Return a line of action of a cycle (a new one)."""
    n = next(_numeri)
    campi["piano"] = campi.get("piano") or make_piano()
    return LineaAzione.objects.create(
        **{"code": f"L{n}", "label": f"Linea {n}", "livello": "montagna"} | campi
    )


def make_voce_controllo(avviso=None, **campi):
    """Return an obligatory line of the checklist of a call (a new one)."""
    valori = {"testo": f"Voce {next(_numeri)}"}
    return VoceControllo.objects.create(avviso=avviso or make_avviso(), **valori | campi)


def make_candidatura(avviso=None, stato="candidatura_presentata", ricevuta_il=None, **campi):
    """Return a proposal for a call (one that is open), received on time, whose project is in ``stato``."""
    n = next(_numeri)
    avviso = avviso or make_aperto()
    ricevuta_il = ricevuta_il or timezone.now() - timedelta(hours=1)
    valori = {"protocollo": f"PROT-{n}", "protocollo_data": timezone.localdate(ricevuta_il)}
    campi["progetto"] = campi.get("progetto") or make_progetto(
        stato, avviso=avviso, stato_dal=timezone.localdate(ricevuta_il)
    )
    return Candidatura.objects.create(avviso=avviso, ricevuta_il=ricevuta_il, **valori | campi)


def make_quadro(progetto=None, fonti=None, approvato_il=date(2018, 1, 1), **campi):
    """Return a budget that adds up, approved unless ``approvato_il`` is None: 1,000 € of Regione by default.

    ``fonti`` are {who pays: euro}; the costs are one heading of the same total.
    """
    fonti = fonti or {"regione": Decimal("1000.00")}
    progetto = progetto or make_progetto()
    totale = sum(map(Decimal, fonti.values()))
    numero = progetto.quadri.count() + 1
    quadro = QuadroFinanziario.objects.create(
        **{"progetto": progetto, "numero": numero, "costo_totale": totale} | campi
    )
    for pagatore, importo in fonti.items():
        VoceDenaro.objects.create(quadro=quadro, pagatore=pagatore, importo=importo)
    categoria, _nuova = CategoriaCosto.objects.get_or_create(code="TUTTO", defaults={"label": "Tutto"})
    VoceSpesa.objects.create(quadro=quadro, categoria=categoria, importo=totale)
    if approvato_il:
        quadro.approvato_il = approvato_il
        quadro.save()
    return quadro


def make_rendiconto(progetto=None, **campi):
    """Return an account of 2018, of 1,000 €, that ATS has not admitted yet: each begins a day later."""
    progetto = progetto or make_progetto()
    valori = {
        "presentato_il": date(2018, 12, 31),
        "dal": date(2018, 1, 1) + timedelta(days=progetto.rendiconti.count()),
        "al": date(2018, 6, 30),
        "rendicontato": Decimal("1000.00"),
    }
    return Rendiconto.objects.create(progetto=progetto, **valori | campi)


def make_impegno(progetto=None, **campi):
    """Return a commitment of 10 € of 2018."""
    valori = {"data": date(2018, 2, 1), "oggetto": "Un contratto", "importo": Decimal("10.00")}
    return Impegno.objects.create(progetto=progetto or make_progetto(), **valori | campi)


def make_finanziamento(**campi):
    """Return a documented sum: 1,000 € assigned to ATS della Montagna, unless told otherwise."""
    n = next(_numeri)
    valori = {
        "code": f"SOMMA-{n}",
        "anno": 2017,
        "importo": Decimal("1000.00"),
        "natura_importo": "assegnazione",
        "fonte_finanziaria": "Regione",
        "livello": "ats_montagna",
        "destinatario": "ATS",
        "oggetto": f"Somma {n}",
        "origine": "atto",
    }
    valori |= campi
    return Finanziamento.objects.create(**valori | {"importo": Decimal(valori["importo"])})


def make_pagamento(importo="1000.00", progetto=None, beneficiario=None, data=date(2024, 5, 1), **campi):
    """Return an advance; a project (by default a new one) without a budget gets one of 1,000,000 €."""
    progetto = progetto or make_progetto()
    if not progetto.quadri.exists():
        make_quadro(progetto, {"regione": Decimal("1000000.00")})
    return Pagamento.objects.create(
        progetto=progetto,
        beneficiario=beneficiario or make_organizzazione(),
        importo=Decimal(importo),
        data=data,
        **{"tipo": "anticipo"} | campi,
    )


def make_elenco(**campi):
    """Return a publication of the list of operations 2014-2020, of one column and no rows."""
    valori = {"tipo": "1303", "colonne": [["1303-02", "Nome", "Name", "testo"]]}
    return ElencoPubblicato.objects.create(**valori | campi)


def make_partner(**campi):
    """Return the row of a body (a new one) in a project (a new one), without days: a partner by default."""
    campi["organizzazione"] = campi.get("organizzazione") or make_aderente()
    campi["progetto"] = campi.get("progetto") or make_progetto()
    return PartnerProgetto.objects.create(**campi)


def make_gruppo(**campi):
    """Return a group of services."""
    n = next(_numeri)
    return Gruppo.objects.create(**{"code": f"GR{n}", "label": f"Gruppo {n}"} | campi)


def make_tipologia(**campi):
    """Return a typology of service."""
    n = next(_numeri)
    campi["gruppo"] = campi.get("gruppo") or make_gruppo()
    return Tipologia.objects.create(**{"code": f"TIP{n}", "label": f"Tipologia {n}", "udo": "no"} | campi)


def make_destinatario(**campi):
    """Return a target group."""
    n = next(_numeri)
    return Destinatario.objects.create(
        **{"code": f"DES{n}", "label": f"Destinatario {n}", "tipo": "persona"} | campi
    )


def make_sede(**campi):
    """Return a place of a body."""
    n = next(_numeri)
    campi["organizzazione"] = campi.get("organizzazione") or make_aderente()
    campi["comune"] = campi.get("comune") or make_comune()
    return Sede.objects.create(**{"nome": f"Sede {n}", "indirizzo": f"via Prova {n}"} | campi)


def make_servizio(comune=None, area=(), **campi):
    """Return an active, verified service, with a door in ``comune`` and for ``area`` (comuni or ambiti)."""
    n = next(_numeri)
    campi["tipologia"] = campi.get("tipologia") or make_tipologia()
    campi["gestore"] = campi.get("gestore") or make_aderente()
    valori = {
        "titolo": f"Servizio {n}",
        "descrizione_breve": "Un servizio di prova.",
        "stato": "attivo",
        "telefono": "0342 000000",
        "verificato_il": date(2026, 1, 1),
    }
    servizio = Servizio.objects.create(**valori | campi)
    if comune:
        sede = make_sede(organizzazione=servizio.gestore, comune=comune)
        SedeServizio.objects.create(servizio=servizio, sede=sede, principale=True)
    for luogo in area:
        AreaServita.objects.create(servizio=servizio, **{luogo._meta.model_name: luogo})
    return servizio


def make_proposta(oggetto=None, cambi=None, **campi):
    """Return a proposal that waits: another phone number for a member (a new one), unless told otherwise."""
    oggetto = oggetto or make_aderente()
    cambi = cambi or {"telefono": {"prima": "", "dopo": "0342 1"}}
    return Proposta.objects.create(tipo=tipo_di(oggetto), oggetto_id=oggetto.pk, cambi=cambi, **campi)


def make_richiesta_conferma(*servizi, email="cura@example.org"):
    """Return the request to confirm ``servizi`` (a new one) mailed to the office of their body, ``email``."""
    servizi = servizi or [make_servizio(gestore=make_aderente(email=email))]
    [richiesta] = chiedi_conferma(ente=servizi[0].gestore, servizi=servizi)
    return richiesta
