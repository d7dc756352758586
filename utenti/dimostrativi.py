"""Demo accounts: one for each role, on a domain that receives no mail, with passwords known to everybody."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from utenti.models import Utente
from utenti.ruoli import COMITATO, OPERATORE, REFERENTE, RUOLI
from utenti.services import allinea_indirizzo


@dataclass(frozen=True)
class Dimostrativo:
    """A demo account: address, password, name, role (none for the administrator)."""

    email: str
    password: str
    nome: str
    ruolo: str = ""


UTENTI = (
    Dimostrativo("admin@example.org", "stelvio-demo-2758", "Amministratore di prova"),
    Dimostrativo("operatore@example.org", "bernina-demo-4049", "Operatore di prova", OPERATORE),
    Dimostrativo("comitato@example.org", "legnone-demo-2609", "Componente di prova", COMITATO),
    Dimostrativo("referente@example.org", "aprica-demo-1172", "Referente di prova", REFERENTE),
)


@transaction.atomic
def crea(*, ripristina=False):
    """Create the missing demo accounts; return ``[(Dimostrativo, created)]``.

    An existing account is left as it is, its password too, unless ``ripristina``. A real account with the
    same address is never touched: ValueError.
    """
    return [(voce, _crea_uno(voce, ripristina)) for voce in UTENTI]


def _crea_uno(voce, ripristina):
    utente = Utente.objects.filter(email=voce.email).first()
    if utente is not None and not utente.dimostrativo:
        raise ValueError(f"{voce.email} è un utente vero: non lo tocco.")
    if utente is not None and not ripristina:
        return False
    nuovo = utente is None
    utente = utente or Utente(email=voce.email, dimostrativo=True)
    utente.first_name, utente.is_active = voce.nome, True
    utente.is_superuser = not voce.ruolo
    utente.is_staff = utente.is_superuser or RUOLI[voce.ruolo].gestione
    utente.set_password(voce.password)
    utente.save()
    utente.groups.set(Group.objects.filter(name=voce.ruolo))
    allinea_indirizzo(utente=utente)
    return nuovo


@transaction.atomic
def rimuovi():
    """Delete every demo account with its address; return how many. Real accounts stay."""
    utenti = Utente.objects.filter(dimostrativo=True)
    quanti = utenti.count()
    EmailAddress.objects.filter(user__in=utenti).delete()
    utenti.delete()
    return quanti
