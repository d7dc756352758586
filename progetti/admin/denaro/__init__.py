"""Money in the admin: funds and sums, budgets, accounts, payments, what looks paid twice."""

from progetti.admin.denaro import avvisi, doppi, fondi, movimenti, quadri

__all__ = ["avvisi", "doppi", "fondi", "movimenti", "quadri"]
