"""The dossier of a meeting: agenda, papers, attendance, decisions, action points, the numbers it read."""

from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.cruscotto.istantanea import apri
from comitato.models import Azione
from comitato.rapporti.ciclo import del_ciclo
from comitato.rapporti.modello import Rapporto, Sezione, Tabella
from comitato.sedute.carte import decisioni_lette, leggibili
from comitato.sedute.conti import conta
from comitato.sedute.ordine import con_orari


def della_seduta(seduta, chi):
    """Return the ``Rapporto`` of a meeting with what ``chi`` may read: no more than on its page."""
    istantanea = seduta.istantanea
    sezioni = [_ordine(seduta), _carte(seduta, chi), _presenze(seduta), *_decisioni(seduta, chi)]
    if istantanea:
        numeri = del_ciclo(apri(istantanea), istantanea)
        sezioni += [
            Sezione(f"{_('I numeri')}: {s.titolo}", s.paragrafi, s.tabelle, s.grafico) for s in numeri.sezioni
        ]
    return Rapporto(
        titolo=_("Fascicolo della seduta %(seduta)s") % {"seduta": seduta},
        sottotitolo=_("%(come)s, %(quando)s")
        % {
            "come": seduta.get_modo_display(),
            "quando": f"{timezone.localtime(seduta.inizio):%d/%m/%Y %H:%M}",
        },
        al=istantanea.al if istantanea else timezone.localdate(),
        fonte=_("portale della Rete: registro delle sedute e delle decisioni"),
        istantanea=istantanea.nome if istantanea else "",
        dimostrativo=seduta.dimostrativo,
        sezioni=sezioni,
    )


def _ordine(seduta):
    celle = [
        [
            punto.ordine,
            f"{timezone.localtime(punto.alle):%H:%M}" if punto.alle else "–",
            punto.titolo,
            punto.get_tipo_display(),
            "–" if punto.minuti is None else punto.minuti,
        ]
        for punto in con_orari(seduta)
    ]
    intestazioni = [_("punto"), _("alle"), _("di che cosa si parla"), _("tipo"), _("minuti")]
    return Sezione(_("Ordine del giorno"), tabelle=[Tabella(_("I punti"), intestazioni, celle)])


def _carte(seduta, chi):
    celle = [
        [carta.punto.ordine, carta.titolo, carta.data or "–", carta.indirizzo or _("file nel portale")]
        for carta in leggibili(seduta, chi)
    ]
    intestazioni = [_("punto"), _("carta"), _("data"), _("dove")]
    return Sezione(_("Le carte"), tabelle=[Tabella(_("Le carte che puoi leggere"), intestazioni, celle)])


def _presenze(seduta):
    conti = conta(seduta)
    voci = [
        [_("seggi con voto"), conti.seggi],
        [_("presenti"), conti.presenti],
        [_("per delega"), conti.deleghe],
        [_("ne servono"), _("il regolamento non lo dice") if conti.necessari is None else conti.necessari],
    ]
    celle = [
        [str(p.seggio), p.get_modo_display(), str(p.delegato or "")]
        for p in seduta.presenze.select_related("seggio__ente", "delegato__ente")
    ]
    return Sezione(
        _("Presenze"),
        tabelle=[
            Tabella(_("Il numero legale"), [_("che cosa"), _("quanti")], voci),
            Tabella(_("Gli enti"), [_("ente"), _("come"), _("delega a")], celle),
        ],
    )


def _decisioni(seduta, chi):
    decisioni = decisioni_lette(seduta, chi)
    celle = [
        [f"{d.numero}/{d.anno}" if d.numero else "–", d.titolo, d.testo, d.get_esito_display()]
        for d in decisioni
    ]
    azioni = Azione.objects.filter(decisione__in=decisioni).select_related("ente")
    da_fare = [[a.testo, str(a.ente), a.scade_il, a.get_stato_display()] for a in azioni]
    intestazioni = [_("numero"), _("oggetto"), _("testo"), _("esito")]
    yield Sezione(_("Decisioni"), tabelle=[Tabella(_("Le decisioni"), intestazioni, celle)])
    intestazioni = [_("che cosa fare"), _("chi"), _("entro il"), _("stato")]
    yield Sezione(_("Azioni"), tabelle=[Tabella(_("Le azioni decise"), intestazioni, da_fare)])
