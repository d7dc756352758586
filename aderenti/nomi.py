"""The name of a body as citizens may read it: a natural person is never named (D.Lgs. 33/2013 art. 26 c. 4).

A body is a natural person's firm when its codice fiscale is a person's (16 characters) or its legal form is
of group 1.1 of the national list (“imprenditore individuale, libero professionista, lavoratore autonomo”).
"""

from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext as _

GRUPPO_PERSONE = "1.1"  # of riferimenti/forme_giuridiche.csv
LUNGO = 16  # characters of a person's codice fiscale; a body's has 11


def persone_fisiche(prefisso=""):
    """Return the condition of the rows whose body is a natural person's firm.

    ``prefisso`` leads to the body (“organizzazione__”); empty on the bodies themselves.
    """
    return Q(**{f"{prefisso}forma_giuridica__gruppo": GRUPPO_PERSONE}) | Q(
        **{f"{prefisso}codice_fiscale__regex": f"^.{{{LUNGO}}}$"}
    )


def nome_nelle_query(prefisso=""):
    """Return the expression of the name to publish; ``prefisso`` as in ``persone_fisiche``."""
    anonima = When(persone_fisiche(prefisso), then=Value(_("ditta individuale")))
    return Case(anonima, default=F(f"{prefisso}denominazione"))


def persona_fisica(organizzazione):
    """Return whether the body is a natural person's firm. Load ``forma_giuridica`` with it: it is read."""
    forma = organizzazione.forma_giuridica
    return len(organizzazione.codice_fiscale) == LUNGO or bool(forma and forma.gruppo == GRUPPO_PERSONE)


def nome_pubblico(organizzazione):
    """Return the name to publish: “ditta individuale” instead of a natural person's."""
    return _("ditta individuale") if persona_fisica(organizzazione) else organizzazione.denominazione
