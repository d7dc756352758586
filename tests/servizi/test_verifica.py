"""``verificato_il`` moves when somebody says that a sheet is right, and only then."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import Proposta
from core.proposte import chiedi, decidi, proponi
from servizi.freschezza.verifica import verifica
from servizi.models import Servizio, Verifica
from tests.factories import make_accesso, make_servizio, make_utente

pytestmark = pytest.mark.django_db
PRIMA, DOPO = date(2026, 1, 1), date(2026, 8, 1)


def tutti():
    return Servizio.objects.all()


def test_a_verification_moves_the_day_brings_the_sheet_back_and_is_logged():
    utente = make_utente()
    servizio = make_servizio(verificato_il=PRIMA, freschezza="nascosta")
    mai = make_servizio(verificato_il=None, freschezza="da_confermare")
    assert verifica(servizi=tutti(), il=DOPO, come="telefono", utente=utente) == [servizio, mai]
    assert set(tutti().values_list("verificato_il", "freschezza")) == {(DOPO, "fresca")}
    assert set(Verifica.objects.values_list("servizio", "giorno", "come", "utente")) == {
        (servizio.pk, DOPO, "telefono", utente.pk),
        (mai.pk, DOPO, "telefono", utente.pk),
    }
    assert servizio.history.first().verificato_il == DOPO


def test_a_day_that_is_not_later_is_only_logged():
    make_servizio(verificato_il=DOPO, freschezza="nascosta")
    for giorno in (PRIMA, DOPO):
        verifica(servizi=tutti(), il=giorno, come="ats")
    assert tutti().values_list("verificato_il", "freschezza").get() == (DOPO, "nascosta")
    assert Verifica.objects.count() == 2


def test_one_that_had_expired_stops_the_others():
    make_servizio(verificato_il=PRIMA)
    make_servizio(verificato_il=PRIMA, valido_fino_al=DOPO - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        verifica(servizi=tutti(), il=DOPO, come="ats")
    assert set(tutti().values_list("verificato_il", flat=True)) == {PRIMA}
    assert not Verifica.objects.exists()


def test_a_change_of_the_member_is_not_a_verification():
    accesso = make_accesso()
    servizio = make_servizio(gestore=accesso.organizzazione, verificato_il=PRIMA, freschezza="da_confermare")
    proponi(oggetto=servizio, cambi={"orari_ufficio": "lunedì 9-12"}, autore=accesso.utente)
    servizio.refresh_from_db()
    assert (servizio.orari_ufficio, servizio.verificato_il) == ("lunedì 9-12", PRIMA)
    assert servizio.freschezza == "da_confermare"


def _accetta(servizio, cambi, autore, inviata_il):
    proposta = chiedi(oggetto=servizio, cambi=cambi, autore=autore)
    Proposta.objects.filter(pk=proposta.pk).update(inviata_il=inviata_il)
    decidi(proposta=proposta, versione=proposta.versione, da=make_utente(), accolti=list(cambi))
    servizio.refresh_from_db()


def test_the_publication_counts_as_a_verification_on_the_day_it_was_sent():
    autore, inviata = make_utente(), timezone.now() - timedelta(days=9)
    servizio = make_servizio(stato="bozza", verificato_il=None)
    _accetta(servizio, {"stato": "attivo"}, autore, inviata)
    giorno = timezone.localdate(inviata)
    assert (servizio.stato, servizio.verificato_il) == ("attivo", giorno)
    registrata = Verifica.objects.get()
    assert (registrata.giorno, registrata.come, registrata.utente) == (giorno, "area", autore)


def test_what_a_trusted_body_publishes_by_itself_is_verified_too():
    accesso = make_accesso()
    ente = accesso.organizzazione
    ente.fidata = True
    ente.save()
    servizio = make_servizio(gestore=ente, stato="bozza", verificato_il=None)
    proponi(oggetto=servizio, cambi={"orari_ufficio": "lunedì 9-12"}, autore=accesso.utente)
    servizio.refresh_from_db()
    assert servizio.verificato_il is None
    proponi(oggetto=servizio, cambi={"stato": "attivo"}, autore=accesso.utente)
    servizio.refresh_from_db()
    assert (servizio.stato, servizio.verificato_il) == ("attivo", timezone.localdate())
    assert Verifica.objects.get().come == "area"


@pytest.mark.parametrize(
    ("stato", "cambi"),
    [
        ("attivo", {"stato": "sospeso", "motivo_stato": "Frana"}),
        ("sospeso", {"stato": "attivo"}),
        ("attivo", {"titolo": "Nuovo titolo"}),
    ],
)
def test_no_other_change_accepted_is_a_verification(stato, cambi):
    servizio = make_servizio(stato=stato, motivo_stato="Lavori", verificato_il=PRIMA)
    _accetta(servizio, cambi, make_utente(), timezone.now())
    assert (servizio.verificato_il, Verifica.objects.count()) == (PRIMA, 0)


def test_a_sheet_published_when_it_had_already_ended_is_not_verified():
    inviata = timezone.now()
    servizio = make_servizio(
        stato="bozza", verificato_il=None, valido_fino_al=timezone.localdate() - timedelta(days=1)
    )
    _accetta(servizio, {"stato": "attivo"}, make_utente(), inviata)
    assert (servizio.stato, servizio.verificato_il) == ("attivo", None)
