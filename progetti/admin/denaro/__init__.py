"""Money in the admin: funds and sums, budgets, accounts, payments, what looks paid twice."""

from progetti.admin.denaro import doppi, fondi, movimenti, quadri

__all__ = ["doppi", "fondi", "movimenti", "quadri"]
