"""What can be chosen in the lines of a sheet: doors, places, periods, comuni in force. Read once a form."""

from functools import cached_property

from django.utils.translation import gettext as _

from servizi.models import Giorno, Periodo, Sede
from territorio.models import Ambito, AppartenenzaAmbito, Comune

GIORNI_BREVI = [(numero, Giorno(numero).label[:3]) for numero in Giorno.values]


class Scelte:
    """The choices for the sheet of a form (``servizi.area.moduli.base.SezioneForm``)."""

    def __init__(self, modulo):
        self.modulo = modulo

    @property
    def valori(self):
        """Return the plain values that the form shows."""
        return self.modulo.attuali

    @property
    def chiede_isee(self):
        """Return whether the fees of the typology have ISEE bands, or these ones do."""
        fasce = (riga[nome] for riga in self.valori["tariffe"] for nome in ("isee_da", "isee_a"))
        return self.modulo.serve("isee") or any(fascia is not None for fascia in fasce)

    @cached_property
    def sedi(self):
        """Return {key: place}: those of the body, and those that the sheet has already."""
        usate = [riga["sede"] for riga in self.valori["sedi_servizio"]]
        sedi = Sede.objects.select_related("comune")
        sue = sedi.filter(organizzazione=self.modulo.oggetto.gestore_id) | sedi.filter(pk__in=usate)
        return {sede.pk: sede for sede in sue}

    @cached_property
    def porte(self):
        """Return (key, name) of the doors of the service, and of the places its lines name."""
        nominate = [r["sede"] for campo in ("orari", "aperture") for r in self.valori[campo] if r["sede"]]
        chiavi = dict.fromkeys([*(r["sede"] for r in self.valori["sedi_servizio"]), *nominate])
        mancano = [chiave for chiave in chiavi if chiave not in self.sedi]
        altre = {sede.pk: sede for sede in Sede.objects.filter(pk__in=mancano)} if mancano else {}
        sedi = self.sedi | altre
        return [(chiave, sedi[chiave].nome) for chiave in chiavi if chiave in sedi]

    @cached_property
    def porte_o_tutte(self):
        """Return the choices of a door, with “all of them” first."""
        return [("", _("tutte le sedi")), *self.porte]

    @cached_property
    def periodi(self):
        """Return the choices of a period, with “always” first."""
        righe = Periodo.objects.filter(ritirato_il=None).values_list("pk", "label")
        return [("", _("sempre")), *righe]

    @cached_property
    def territorio(self):
        """Return [(ambito, [its comuni])] in force today."""
        ambiti = {ambito.pk: (ambito, []) for ambito in Ambito.objects.al()}
        righe = AppartenenzaAmbito.objects.al().select_related("comune").order_by("comune__nome")
        for riga in righe:
            if riga.ambito_id in ambiti:
                ambiti[riga.ambito_id][1].append(riga.comune)
        return list(ambiti.values())

    @cached_property
    def aree_di_ieri(self):
        """Return (key, name) of what the sheet serves and is in the territory no more: “a3”, “c15”."""
        in_vigore = {f"a{ambito.pk}" for ambito, _comuni in self.territorio}
        in_vigore |= {f"c{comune.pk}" for _ambito, comuni in self.territorio for comune in comuni}
        voci = []
        for lettera, nome, modello in (("a", "ambito", Ambito), ("c", "comune", Comune)):
            chiavi = [riga[nome] for riga in self.valori["aree"] if riga[nome]]
            passate = [chiave for chiave in chiavi if f"{lettera}{chiave}" not in in_vigore]
            if passate:
                voci += [(f"{lettera}{r.pk}", str(r)) for r in modello.objects.filter(pk__in=passate)]
        return voci
