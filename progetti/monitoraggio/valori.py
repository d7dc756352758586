"""The values of a sheet: those of its period, the last ones known before, writing them."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from piani.models import Indicatore
from progetti.indicatori.correzioni import corregge
from progetti.indicatori.parti import controlla_parti
from progetti.indicatori.validi import validi
from progetti.models import ParteValore, ValoreIndicatore

Genere = Indicatore.Genere
FRAZIONI = (Genere.PERCENTUALE, Genere.RAPPORTO)
FIGURE = ("valore", "numeratore", "denominatore", "testo")


@dataclass
class Voce:
    """What a capofila writes of an indicator; ``parti`` is {(division, entry): count}."""

    valore: Decimal | None = None
    numeratore: Decimal | None = None
    denominatore: Decimal | None = None
    testo: str = ""
    da_dove: str = ""
    parti: dict = field(default_factory=dict)

    @property
    def vuota(self):
        """Return whether nothing was written."""
        return self.valore is None and self.denominatore is None and not self.testo

    def figure(self):
        """Return the figures as fields of ``ValoreIndicatore``."""
        return {campo: getattr(self, campo) for campo in FIGURE}


def seguiti(progetto):
    """Return the indicators that a project fills in, in order: those the portal computes are left out."""
    return progetto.indicatori.filter(indicatore__calcolato=False).select_related("indicatore")


def del_periodo(scheda):
    """Return {key of the project's indicator: its value in the period of the sheet}, parts loaded."""
    righe = _righe(scheda).prefetch_related("parti")
    return {riga.indicatore_progetto_id: riga for riga in righe}


def ultimi(scheda):
    """Return {key of the project's indicator: the last valid value before the period of the sheet}."""
    righe = validi().filter(indicatore_progetto__progetto=scheda.progetto_id, al__lt=scheda.rilevazione.al)
    return {riga.indicatore_progetto_id: riga for riga in righe.order_by("riferito_al", "al", "pk")}


def mancanti(scheda):
    """Return the words of what a sheet lacks before it can be sent."""
    presenti = del_periodo(scheda)
    nomi = [] if scheda.attivita.strip() else [_("che cosa è stato fatto")]
    nomi += [] if scheda.speso is not None else [_("quanto è stato speso")]
    return nomi + [str(s.indicatore) for s in seguiti(scheda.progetto) if s.pk not in presenti]


def scrivi_valori(scheda, valori):
    """Write ``valori`` {key of the project's indicator: ``Voce``}; what is empty takes its draft away.

    A value that was validated is corrected by a new one. Raises ValidationError for parts that are not
    allowed, a fraction by half, an indicator of another project.
    """
    suoi = {seguito.pk: seguito for seguito in seguiti(scheda.progetto)}
    presenti = {riga.indicatore_progetto_id: riga for riga in _righe(scheda).select_for_update(of=("self",))}
    for chiave, voce in valori.items():
        if chiave not in suoi:
            raise ValidationError(_("Questo indicatore non è del progetto."))
        controlla_parti(suoi[chiave].indicatore, voce.valore, voce.parti)
        _scrivi(scheda, suoi[chiave], presenti.get(chiave), voce)


def _righe(scheda):
    return ValoreIndicatore.objects.filter(
        indicatore_progetto__progetto=scheda.progetto_id,
        dal=scheda.rilevazione.dal,
        al=scheda.rilevazione.al,
        superato_il=None,
    )


def _scrivi(scheda, seguito, riga, voce):
    if voce.vuota:
        if riga and not riga.validato_il:
            riga.delete()
        return
    if riga and riga.validato_il:
        riga = _corretta(riga, voce)
        if riga is None:
            return
    riga = riga or ValoreIndicatore(
        indicatore_progetto=seguito, dal=scheda.rilevazione.dal, al=scheda.rilevazione.al
    )
    riga.scheda, riga.riferito_al, riga.da_dove = scheda, scheda.rilevazione.al, voce.da_dove
    for campo, valore in voce.figure().items():
        setattr(riga, campo, valore)
    riga.full_clean(exclude=["scheda"])
    riga.save()
    riga.parti.all().delete()
    ParteValore.objects.bulk_create(
        ParteValore(valore=riga, per=per, voce=nome, quantita=quanti)
        for (per, nome), quanti in voce.parti.items()
    )


def _corretta(riga, voce):
    """Return the correction of a validated value; None when nothing changes."""
    parti = {(parte.per, parte.voce): parte.quantita for parte in riga.parti.all()}
    uguale = all(getattr(riga, campo) == valore for campo, valore in voce.figure().items())
    if uguale and parti == voce.parti:
        return None
    return corregge(valore=riga, nuovi=voce.figure(), motivo=_("scheda riaperta e corretta"))
