"""The area of the demo referente: a demo member with an example of each thing that may be to do."""

from datetime import timedelta

from django.utils import timezone

from aderenti.models import Accesso, Organizzazione, RichiestaAccesso
from core.models import EventoProposta, Proposta
from core.proposte import scheda_di
from core.proposte.schede import tipo_di
from rete.dimostrazione.enti import ENTI
from servizi.models import Servizio
from utenti.models import Utente

REFERENTE = "referente@example.org"
DENOMINAZIONE = ENTI["sondrio"][1]
Stato, Tipo = Proposta.Stato, EventoProposta.Tipo


def prepara_area(*, oggi):
    """Give the demo referente the area of a demo member, full of examples; return whether it was done.

    Nothing is done without the two, or when the member has somebody already.
    """
    utente = Utente.objects.filter(email=REFERENTE, dimostrativo=True).first()
    ente = Organizzazione.objects.filter(denominazione=DENOMINAZIONE, dimostrativo=True).first()
    if utente is None or ente is None or ente.accessi.exists():
        return False
    Accesso.objects.create(organizzazione=ente, utente=utente, ruolo=Accesso.Ruolo.AMMINISTRATORE)
    RichiestaAccesso.objects.create(
        organizzazione=ente, email="collega@example.org", ruolo="Segreteria dei doposcuola"
    )
    _proposte(ente, utente)
    _servizi(ente, utente, oggi)
    return True


def togli_proposte():
    """Delete the proposals about demo sheets, whoever sent them: they point at their sheet by number."""
    for modello in (Organizzazione, Servizio):
        chiavi = list(modello.objects.filter(dimostrativo=True).values_list("pk", flat=True))
        Proposta.objects.filter(tipo=tipo_di(modello), oggetto_id__in=chiavi).delete()


def _proposte(ente, utente):
    """Send back a new name with a comment, and keep the trace of a change that was accepted."""
    _manda(
        ente,
        utente,
        {"denominazione": f"{ente.denominazione}, società cooperativa"},
        {"denominazione": "Scrivi il nome come nello statuto: «società cooperativa sociale»."},
    )
    accolta = Proposta.objects.create(
        tipo=tipo_di(ente),
        oggetto_id=ente.pk,
        cambi={"acronimo": {"prima": "", "dopo": ente.acronimo}},
        stato=Stato.DIRETTA,
        autore=utente,
        inviata_il=timezone.now() - timedelta(days=40),
    )
    EventoProposta.objects.create(
        proposta=accolta, tipo=Tipo.PUBBLICATA, utente=utente, quando=accolta.inviata_il, voci=accolta.cambi
    )


def _servizi(ente, utente, oggi):
    """Send back a service, make others wait, due for a check, about to expire; begin a draft."""
    vivi = ente.servizi.filter(stato=Servizio.Stato.ATTIVO, valido_fino_al__gte=oggi)
    restituito, in_attesa, dovuto, scade = vivi[:4]
    _manda(
        restituito,
        utente,
        {"a_chi": "Per tutti."},
        {"a_chi": "Di’ l’età e se serve abitare nell’ambito: chi legge deve capire se è per lui."},
    )
    _manda(in_attesa, utente, {"prezzo_nota": "Il secondo fratello paga la metà."})
    Servizio.objects.filter(pk=dovuto.pk).update(
        frequenza=Servizio.Frequenza.MESE, verificato_il=oggi - timedelta(days=35)
    )
    Servizio.objects.filter(pk=scade.pk).update(valido_fino_al=oggi + timedelta(days=20))
    Servizio.objects.create(
        titolo="Laboratorio del sabato",
        tipologia=dovuto.tipologia,
        gestore=ente,
        stato=Servizio.Stato.BOZZA,
        descrizione_breve="Un laboratorio ancora da descrivere.",
        dimostrativo=True,
    )


def _manda(oggetto, utente, nuovi, commenti=None):
    """Write the open proposal of ``nuovi`` ({field: plain value}), sent back when there are ``commenti``."""
    vivi, adesso = scheda_di(oggetto).leggi(oggetto), timezone.now()
    proposta = Proposta.objects.create(
        tipo=tipo_di(oggetto),
        oggetto_id=oggetto.pk,
        cambi={campo: {"prima": vivi[campo], "dopo": valore} for campo, valore in nuovi.items()},
        commenti=commenti or {},
        stato=Stato.RESTITUITA if commenti else Stato.IN_ATTESA,
        versione=2 if commenti else 1,
        autore=utente,
        inviata_il=adesso - timedelta(days=3),
    )
    EventoProposta.objects.create(
        proposta=proposta, tipo=Tipo.INVIATA, utente=utente, quando=proposta.inviata_il, voci=proposta.cambi
    )
    if commenti:
        ieri = adesso - timedelta(days=1)
        EventoProposta.objects.create(proposta=proposta, tipo=Tipo.RESTITUITA, quando=ieri, voci=commenti)
