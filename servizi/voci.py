"""Which questions each typology needs, as staff keep them."""

from django.db.models import Q

from servizi.models import VoceTipologia


def voci_di(tipologia):
    """Return {code of a question: VoceTipologia} of one typology: the closest row of each. One query."""
    condizione = Q(gruppo=None, tipologia=None) | Q(gruppo=tipologia.gruppo_id) | Q(tipologia=tipologia)
    return _sovrapposte(VoceTipologia.objects.filter(condizione), tipologia)


class Voci:
    """The questions of every typology, read at once: for a list of services."""

    def __init__(self):
        self.righe = list(VoceTipologia.objects.all())

    def di(self, tipologia):
        """Return what ``voci_di`` does, without asking again."""
        return _sovrapposte(self.righe, tipologia)


def _sovrapposte(righe, tipologia):
    di_tutti, del_gruppo, sue = {}, {}, {}
    for riga in righe:
        if riga.tipologia_id == tipologia.pk:
            sue[riga.voce] = riga
        elif riga.tipologia_id is None and riga.gruppo_id == tipologia.gruppo_id:
            del_gruppo[riga.voce] = riga
        elif riga.tipologia_id is None and riga.gruppo_id is None:
            di_tutti[riga.voce] = riga
    return di_tutti | del_gruppo | sue
