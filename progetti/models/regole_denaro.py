"""The rules of money that the database holds: SQL conditions on the row NEW, the same on both databases.

Amounts are whole cents (``core.models.denaro``), so every comparison is exact.
"""

CHE_CONCEDONO = "('regione', 'fse_ue', 'fse_stato', 'fse_regione')"

IN_VIGORE = """(SELECT MAX(q.numero) FROM progetti_quadrofinanziario q
    WHERE q.progetto_id = NEW.progetto_id AND q.approvato_il IS NOT NULL)"""
CONCESSO = f"""COALESCE((SELECT SUM(v.importo) FROM progetti_vocedenaro v
    JOIN progetti_quadrofinanziario q ON q.id = v.quadro_id
    WHERE q.progetto_id = NEW.progetto_id AND q.numero = {IN_VIGORE}
    AND v.pagatore IN {CHE_CONCEDONO}), 0)"""
_NETTO = "CASE WHEN p.tipo = 'recupero' THEN -p.importo ELSE p.importo END"
PAGATO = f"""COALESCE((SELECT SUM({_NETTO}) FROM progetti_pagamento p
    WHERE p.progetto_id = NEW.progetto_id), 0)"""
_ALTRI = f"""COALESCE((SELECT SUM({_NETTO}) FROM progetti_pagamento p
    WHERE p.progetto_id = NEW.progetto_id AND (NEW.id IS NULL OR p.id <> NEW.id)), 0)"""
_QUESTO = "(CASE WHEN NEW.tipo = 'recupero' THEN -NEW.importo ELSE NEW.importo END)"
AMMESSO = """COALESCE((SELECT SUM(r.ammesso) FROM progetti_rendiconto r
    WHERE r.progetto_id = NEW.progetto_id), 0)"""

FONTI_NON_QUADRANO = """NEW.approvato_il IS NOT NULL AND NEW.costo_totale <>
    COALESCE((SELECT SUM(v.importo) FROM progetti_vocedenaro v WHERE v.quadro_id = NEW.id), 0)"""
COSTI_NON_QUADRANO = """NEW.approvato_il IS NOT NULL AND NEW.costo_totale <>
    COALESCE((SELECT SUM(s.importo) FROM progetti_vocespesa s WHERE s.quadro_id = NEW.id), 0)"""
CONCESSO_SOTTO_IL_PAGATO = f"""NEW.approvato_il IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM progetti_quadrofinanziario d
        WHERE d.progetto_id = NEW.progetto_id AND d.numero > NEW.numero AND d.approvato_il IS NOT NULL)
    AND {PAGATO} > COALESCE((SELECT SUM(v.importo) FROM progetti_vocedenaro v
        WHERE v.quadro_id = NEW.id AND v.pagatore IN {CHE_CONCEDONO}), 0)"""
QUADRO_CHIUSO = """EXISTS (SELECT 1 FROM progetti_quadrofinanziario q
    WHERE q.id = NEW.quadro_id AND q.approvato_il IS NOT NULL)"""
PAGATO_OLTRE_IL_CONCESSO = f"NEW.tipo <> 'recupero' AND {_ALTRI} + {_QUESTO} > {CONCESSO}"
PAGATO_OLTRE_L_AMMESSO = f"""(NEW.tipo IN ('intermedio', 'saldo') OR NEW.tipo = 'anticipo' AND EXISTS (
        SELECT 1 FROM progetti_pagamento p
        WHERE p.progetto_id = NEW.progetto_id AND p.tipo IN ('intermedio', 'saldo')))
    AND {_ALTRI} + {_QUESTO} > {AMMESSO}"""
RECUPERO_OLTRE_IL_PAGATO = f"{_ALTRI} + {_QUESTO} < 0"
AMMESSO_SOTTO_IL_PAGATO = f"""EXISTS (SELECT 1 FROM progetti_pagamento p
        WHERE p.progetto_id = NEW.progetto_id AND p.tipo IN ('intermedio', 'saldo'))
    AND {PAGATO} > COALESCE(NEW.ammesso, 0) + COALESCE((SELECT SUM(r.ammesso) FROM progetti_rendiconto r
        WHERE r.progetto_id = NEW.progetto_id AND (NEW.id IS NULL OR r.id <> NEW.id)), 0)"""
