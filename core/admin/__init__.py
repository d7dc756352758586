"""The admin of the ground floor, and the bases of the admins of every room."""

from core.admin import campi_moderati, fonti, indirizzi, mappe, posta, proposte, testi
from core.admin.basi import AdminBase, RigheBase
from core.admin.da_fare import FiltroDaFare
from core.admin.fogli import AdminConFogli
from core.admin.importa import AdminConImporta, VersoImporta
from core.admin.sola_lettura import AdminInSolaLettura
from core.admin.storia import AdminConStoria

__all__ = [
    "AdminBase",
    "AdminConFogli",
    "AdminConImporta",
    "AdminConStoria",
    "AdminInSolaLettura",
    "FiltroDaFare",
    "RigheBase",
    "VersoImporta",
    "campi_moderati",
    "fonti",
    "indirizzi",
    "mappe",
    "posta",
    "proposte",
    "testi",
]
