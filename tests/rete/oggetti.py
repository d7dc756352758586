"""One row of any model, for the pages that need one to open."""

from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count

from django.apps import apps
from django.db import models
from django.utils import timezone

from aderenti.models import GiroConferme, Invito, RapportoConservazione, Referente, RichiestaAccesso
from comitato.models import Criterio
from comunicazioni.models import DestinatarioComunicazione
from core.models import CampoModerato, MappaColonne
from core.models.denaro import CampoDenaro
from piani.models import DocumentoPiano, Natura, RegolaCapofila
from progetti.models import (
    DocumentoAvviso,
    Pagamento,
    ParteValore,
    ProrogaAvviso,
    ValoreIndicatore,
    VerificaDoppio,
    VoceDenaro,
    VoceSpesa,
)
from servizi.models import AreaServita, Orario, RegolaFreschezza
from territorio.models import AppartenenzaAmbito
from tests import factories
from tests.comitato import fabbriche as comitato
from tests.comitato import fabbriche_decisioni as decisioni
from tests.comitato import fabbriche_sedute as sedute
from tests.comitato import fabbriche_valutazione as valutazioni
from tests.comitato.fabbriche_cruscotto import make_istantanea
from tests.documenti import carica
from tests.giudizi import fabbriche as giudizi
from tests.imprese import fabbriche as imprese
from tests.imprese import fabbriche_formazione as formazione
from tests.imprese import fabbriche_pratiche as pratiche
from tests.newsletter import fabbriche as newsletter
from tests.redazione import fabbriche as redazione

_numeri = count(1)


def _giorno():
    """Return a day later than those of before."""
    return date(2000, 1, 1) + timedelta(days=next(_numeri))


def _appartenenza(**campi):
    if not campi:
        return factories.make_comune().appartenenze.get()
    giorno = _giorno()
    return AppartenenzaAmbito.objects.create(ambito=factories.make_ambito(), dal=giorno, al=giorno, **campi)


def _orario(servizio=None):
    servizio = servizio or factories.make_servizio()
    return Orario.objects.create(servizio=servizio, giorno=0, dalle=time(8), alle=time(12))


def _regola(piano=None):
    piano = piano or factories.make_piano()
    natura = Natura.values[piano.regole_capofila.count()]
    return RegolaCapofila.objects.create(piano=piano, natura=natura)


def _giro(**campi):
    valori = {"titolo": f"Conferme {next(_numeri)}", "scade_il": timezone.localdate() + timedelta(days=60)}
    return GiroConferme.objects.create(**valori | campi)


def _destinatario(**campi):
    comunicazione = campi.pop("comunicazione", None) or make("comunicazioni.comunicazione")
    indirizzo = f"voce-{next(_numeri)}@example.org"
    return DestinatarioComunicazione.objects.create(comunicazione=comunicazione, indirizzo=indirizzo, **campi)


def _documento_del_piano(piano=None, **campi):
    piano = piano or factories.make_piano()
    valori = {"titolo": f"Documento {next(_numeri)}", "file": carica(), "pubblico": True}
    return DocumentoPiano.objects.create(piano=piano, **valori | campi)


def _pagamento(**campi):
    progetto = campi.pop("progetto", None) or factories.make_quadro().progetto
    if not progetto.quadri.exists():
        factories.make_quadro(progetto)
    campi.setdefault("beneficiario", None)
    campi["beneficiario"] = campi["beneficiario"] or factories.make_aderente()
    valori = {"tipo": "anticipo", "data": _giorno(), "importo": Decimal("1.00")}
    return Pagamento.objects.create(progetto=progetto, **valori | campi)


def _bozza(quadro):
    return quadro or factories.make_quadro(approvato_il=None)


def _voce_denaro(quadro=None, **campi):
    return VoceDenaro.objects.create(quadro=_bozza(quadro), pagatore="partner", importo=Decimal(1), **campi)


def _voce_spesa(quadro=None, **campi):
    campi["categoria"] = campi.get("categoria") or make("progetti.categoriacosto")
    return VoceSpesa.objects.create(quadro=_bozza(quadro), importo=Decimal(1), **campi)


def _verifica_doppio(**campi):
    primo, secondo = factories.make_progetto(), factories.make_progetto()
    return VerificaDoppio.objects.create(
        primo=primo, secondo=secondo, doppio=False, motivo="Due anni diversi", **campi
    )


def _valore_indicatore(**campi):
    campi["indicatore_progetto"] = campi.get("indicatore_progetto") or make("progetti.indicatoreprogetto")
    giorno = _giorno()
    valori = {"dal": giorno, "al": giorno, "riferito_al": giorno, "valore": Decimal(1)}
    return ValoreIndicatore.objects.create(**valori | campi)


def _parte_valore(valore=None, **campi):
    valore = valore or _valore_indicatore()
    return ParteValore.objects.create(
        valore=valore,
        per="eta",
        voce=list(ParteValore.VOCI["eta"])[valore.parti.count()],
        quantita=0,
        **campi,
    )


def _criterio(griglia=None, **campi):
    griglia = griglia or valutazioni.make_griglia(0)
    return Criterio.objects.create(
        griglia=griglia, titolo=f"Criterio nuovo {next(_numeri)}", punti_massimi=10, **campi
    )


def _proroga_avviso(**campi):
    adesso = timezone.now()
    valori = {"chiudeva_il": adesso, "chiude_il": adesso + timedelta(days=1), "motivo": "neve"}
    return ProrogaAvviso.objects.create(**valori | campi)


def _data_evento(evento=None, **campi):
    return redazione.make_data_evento(evento or redazione.make_evento(), tra=timedelta(days=99), **campi)


FABBRICHE = {
    "comitato.seggio": lambda **campi: comitato.make_seggio(**campi),
    "comitato.componente": lambda **campi: comitato.make_componente(**campi),
    "comitato.regolamento": sedute.make_regolamento,
    "comitato.adempimento": sedute.make_adempimento,
    "comitato.seduta": lambda **campi: comitato.make_seduta(**{"stato": "convocata"} | campi),
    "comitato.puntoodg": lambda **campi: comitato.make_punto(campi.pop("seduta", None), **campi),
    "comitato.decisione": lambda **campi: sedute.make_decisione(
        comitato.make_punto(comitato.make_seduta(stato="aperta")), **campi
    ),
    "comitato.azione": decisioni.make_azione,
    "comitato.verbale": lambda **campi: decisioni.make_verbale(stato="commenti"),
    "comitato.cartapunto": lambda punto, **campi: sedute.make_carta(punto, **campi),
    "piani.documentopiano": _documento_del_piano,
    "aderenti.accesso": factories.make_accesso,
    "aderenti.invito": lambda **campi: Invito.objects.create(
        **{"organizzazione": campi.pop("organizzazione", None) or factories.make_aderente()},
        email=f"invitato{next(_numeri)}@example.org",
        **campi,
    ),
    "aderenti.richiestaaccesso": lambda **campi: RichiestaAccesso.objects.create(
        **{"organizzazione": campi.pop("organizzazione", None) or factories.make_aderente()},
        email=f"collega{next(_numeri)}@example.org",
        ruolo="segreteria",
        **campi,
    ),
    "aderenti.rapportoconservazione": lambda **campi: RapportoConservazione.objects.create(
        giorno=_giorno(), righe=[{"che_cosa": "inviti", "quanti": 2}]
    ),
    "comunicazioni.destinatariocomunicazione": _destinatario,
    "aderenti.giroconferme": _giro,
    "aderenti.referente": lambda **campi: Referente.objects.create(
        **{"organizzazione": campi.get("organizzazione") or factories.make_aderente()},
        ruolo="ufficio",
        email="ufficio@example.org",
    ),
    "aderenti.domandaadesione": factories.make_domanda,
    "aderenti.organizzazione": factories.make_aderente,
    "alleanze.alleanzalocale": factories.make_alleanza,
    "core.campomoderato": lambda: CampoModerato.objects.create(scheda="prova", campo=f"voce{next(_numeri)}"),
    "core.mappacolonne": lambda: MappaColonne.objects.create(
        nome=f"mappa {next(_numeri)}", tabella="pagamenti", colonne={"Importo": "importo"}
    ),
    "core.proposta": factories.make_proposta,
    "piani.piano": factories.make_piano,
    "piani.regolacapofila": _regola,
    "progetti.finanziamento": factories.make_finanziamento,
    "progetti.impegno": factories.make_impegno,
    "progetti.pagamento": _pagamento,
    "progetti.elencopubblicato": lambda **campi: factories.make_elenco(**campi),
    "progetti.documentoprogetto": factories.make_documento,
    "progetti.avviso": lambda **campi: factories.make_avviso(**campi),
    "progetti.candidatura": lambda **campi: factories.make_candidatura(**campi),
    "progetti.documentoavviso": lambda **campi: DocumentoAvviso.objects.create(
        titolo="Testo", indirizzo="https://example.org/testo", **campi
    ),
    "progetti.prorogaavviso": _proroga_avviso,
    "progetti.progetto": factories.make_progetto,
    "progetti.quadrofinanziario": lambda **campi: factories.make_quadro(approvato_il=None, **campi),
    "progetti.rendiconto": factories.make_rendiconto,
    "progetti.valoreindicatore": _valore_indicatore,
    "progetti.partevalore": _parte_valore,
    "progetti.verificadoppio": _verifica_doppio,
    "comitato.istantanea": lambda **campi: make_istantanea(**campi),
    "comitato.griglia": lambda **campi: valutazioni.make_griglia(**campi),
    "comitato.criterio": _criterio,
    "comitato.valutazione": lambda **campi: valutazioni.make_valutazione("preparazione", **campi),
    "comitato.giudizioprogetto": valutazioni.make_giudizio,
    "comitato.domandavalutazione": valutazioni.make_domanda_valutazione,
    "comitato.valutazionefinale": valutazioni.make_valutazione_finale,
    "giudizi.giudizio": lambda **campi: giudizi.make_giudizio(**campi),
    "imprese.tema": lambda **campi: imprese.make_tema(**campi),
    "imprese.obiettivo": lambda **campi: imprese.make_obiettivo(**campi),
    "imprese.schedafiscale": lambda **campi: imprese.make_scheda_fiscale(**campi),
    "imprese.domanda": lambda **campi: imprese.make_domanda_impresa(**campi),
    "imprese.contorisposte": lambda **campi: imprese.make_conto(**campi),
    "imprese.buonapratica": lambda **campi: pratiche.make_pratica(**campi),
    "imprese.certificazione": lambda **campi: pratiche.make_certificazione(**campi),
    "imprese.commentopratica": lambda **campi: pratiche.make_commento_pratica(**campi),
    "imprese.percorso": lambda **campi: formazione.make_percorso(**campi),
    "imprese.incontro": lambda **campi: formazione.make_incontro(**campi),
    "imprese.iscrizione": lambda **campi: formazione.make_iscrizione(**campi),
    "imprese.presenza": lambda **campi: formazione.make_presenza(**campi),
    "imprese.attestato": lambda **campi: formazione.make_attestato(**campi),
    "imprese.gradimento": lambda **campi: formazione.make_gradimento(**campi),
    "imprese.misura": lambda **campi: imprese.make_misura(**campi),
    "comitato.quesito": lambda **campi: decisioni.make_quesito(**campi),
    "progetti.vocedenaro": _voce_denaro,
    "progetti.vocespesa": _voce_spesa,
    "progetti.richiestaprogetto": factories.make_richiesta_progetto,
    "newsletter.abbonato": lambda **campi: newsletter.make_abbonato(**campi),
    "newsletter.numero": lambda **campi: newsletter.make_numero(**campi),
    "redazione.evento": lambda **campi: redazione.make_evento(**campi),
    "redazione.dataevento": lambda **campi: _data_evento(**campi),
    "redazione.allegatoevento": lambda **campi: redazione.make_allegato_evento(**campi),
    "redazione.documento": lambda **campi: redazione.make_documento(**campi),
    "redazione.versionedocumento": lambda **campi: redazione.make_versione(**campi),
    "redazione.notizia": lambda **campi: redazione.make_notizia(**campi),
    "redazione.vocefaq": lambda **campi: redazione.make_voce_faq(**campi),
    "servizi.areaservita": lambda servizio: AreaServita.objects.create(
        servizio=servizio, ambito=factories.make_ambito()
    ),
    "servizi.orario": _orario,
    "servizi.regolafreschezza": lambda: RegolaFreschezza.objects.create(gruppo=factories.make_gruppo()),
    "servizi.richiestaconferma": lambda: factories.make_richiesta_conferma(),
    "servizi.sede": factories.make_sede,
    "servizi.servizio": factories.make_servizio,
    "territorio.ambito": factories.make_ambito,
    "territorio.appartenenzaambito": _appartenenza,
    "territorio.comune": factories.make_comune,
    "utenti.utente": factories.make_utente,
}
VALORI = {
    models.BooleanField: lambda: False,
    models.DateField: _giorno,
    models.DecimalField: lambda: Decimal(1),
    CampoDenaro: lambda: Decimal(1),
    models.IntegerField: lambda: next(_numeri),
    models.JSONField: dict,
    models.CharField: lambda: f"voce-{next(_numeri)}",
    models.TextField: lambda: "testo",
}


# Foreign keys that go with another field.
MAI_DA_SOLE = {
    "progetti.ProrogaAvviso.atto",
    "aderenti.DomandaAdesione.organizzazione",
    "aderenti.EventoAdesione.fusa_in",
    "comitato.Quesito.seggio",
    "comitato.Verbale.approvato_in",
    "servizi.AreaServita.comune",
    "servizi.VoceTipologia.gruppo",
    "territorio.Comune.confluito_in",
}


def make(etichetta, **campi):
    """Return a saved row of the model ``app.model``: by its factory, or with its required fields alone."""
    if etichetta in FABBRICHE:
        return FABBRICHE[etichetta](**campi)
    modello = apps.get_model(etichetta)
    serve = [campo for campo in modello._meta.fields if _serve(campo) and campo.name not in campi]
    return modello.objects.create(**campi, **{campo.name: _valore(campo) for campo in serve})


def make_piena(etichetta, **campi):
    """Return a saved row that points at something with each of its foreign keys, optional ones too."""
    riga = make(etichetta, **campi)
    for campo in riga._meta.fields:
        vuota = campo.many_to_one and getattr(riga, campo.attname) is None
        if vuota and str(campo) not in MAI_DA_SOLE:
            setattr(riga, campo.name, make(campo.related_model._meta.label_lower))
    riga.save()
    return riga


def _serve(campo):
    facoltativo = campo.null or campo.blank or campo.has_default() or campo.primary_key
    return (
        not facoltativo
        and not getattr(campo, "auto_now_add", False)
        and not getattr(campo, "auto_now", False)
    )


def _valore(campo):
    if campo.is_relation:
        return make(campo.related_model._meta.label_lower)
    if campo.choices:
        return campo.choices[0][0]
    return next(valore() for tipo, valore in VALORI.items() if isinstance(campo, tipo))
