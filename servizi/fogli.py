"""Services as tables that go out and come back: those of a body, through moderation; all of them, for ATS."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.fogli.caricamenti import Ricezione
from core.fogli.tabelle import Tabella, TabellaDiRighe
from core.proposte import VoceRighe, con_proposta, proponi, scrivi
from servizi.models import Sede, Servizio
from servizi.schede import SchedaServizio

# Columns that a table does not change: publishing, suspending and closing have pages of their own.
SENZA = ("stato", "motivo_stato")


def ricezioni(ente):
    """Return {name: Ricezione} of the tables of ``ente``: its services, and their lines."""
    return _ricezioni(
        servizi=Servizio.objects.filter(gestore=ente),
        sedi=Sede.objects.filter(organizzazione=ente),
        leggi_scheda=con_proposta,
        scrivi=lambda cambio, utente: scrivi_del_membro(ente, cambio, utente),
        ambito=str(ente.pk),
        avvisa=avvisa_il_membro,
    )


def ricezioni_ats():
    """Return {name: Ricezione} of the tables of all the services, whose changes wait for nobody."""
    return _ricezioni(
        servizi=Servizio.objects.all(),
        sedi=Sede.objects.all(),
        leggi_scheda=None,
        scrivi=scrivi_per_ats,
        ambito="ats",
    )


def scrivi_del_membro(ente, cambio, utente):
    """Carry out one change of a member: propose it, or make a draft of a new service.

    Raises ValidationError and CambiatoNelFrattempo.
    """
    if cambio.oggetto:
        proponi(oggetto=cambio.oggetto, cambi=cambio.cambi, base=cambio.base, autore=utente)
        return
    if not cambio.cambi.get("titolo") or not cambio.cambi.get("tipologia"):
        raise ValidationError(_("Un servizio nuovo ha almeno titolo e tipologia."))
    bozza = Servizio(gestore=ente, stato=Servizio.Stato.BOZZA, dimostrativo=ente.dimostrativo)
    SchedaServizio().scrivi(bozza, cambio.cambi)


def avvisa_il_membro(cambi):
    """Say of each row what of it waits for ATS, and that a new service is a draft."""
    scheda = SchedaServizio()
    for cambio in cambi:
        if cambio.oggetto is None:
            cambio.avvisi.append(_("Nasce come bozza: si vede quando la mandi ad ATS e ATS la pubblica."))
            continue
        attesi = set() if scheda.fidata(cambio.oggetto) else scheda.da_leggere(cambio.oggetto)
        nomi = [scheda.etichetta(campo) for campo in cambio.cambi if campo in attesi]
        if nomi:
            cambio.avvisi.append(
                _("Si pubblica dopo che ATS l’ha letto: %(voci)s.") % {"voci": ", ".join(nomi)}
            )


def scrivi_per_ats(cambio, utente):
    """Carry out one change of ATS on a service that exists; raise ValidationError, CambiatoNelFrattempo."""
    if cambio.oggetto is None:
        raise ValidationError(_("Un servizio nuovo si crea nella sua pagina: qui manca chi lo gestisce."))
    scrivi(oggetto=cambio.oggetto, cambi=cambio.cambi, base=cambio.base)


def _ricezioni(*, servizi, sedi, leggi_scheda, **come):
    """Return the tables of ``servizi``; ``come`` are the other arguments of each ``Ricezione``."""
    scheda = SchedaServizio()
    righe = [voce for voce in scheda.voci if isinstance(voce, VoceRighe)]
    tabelle = {"servizi": (_("Servizi"), Tabella(scheda, SENZA, leggi_scheda))}
    for voce in righe:
        tabella = TabellaDiRighe(scheda, voce.campo, {"sede": sedi.select_related("comune")}, leggi_scheda)
        tabelle[voce.campo.replace("_", "-")] = (capfirst(voce.etichetta(Servizio)), tabella)
    servizi = servizi.prefetch_related(*(voce.campo for voce in righe), "destinatari", "periodi")
    return {
        nome: Ricezione(nome=nome, titolo=titolo, tabella=tabella, oggetti=servizi, **come)
        for nome, (titolo, tabella) in tabelle.items()
    }
