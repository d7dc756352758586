"""Mail of the office to many members of the Rete, and what each person wants to receive."""
