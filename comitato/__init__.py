"""The Comitato: seats, meetings, decisions, evaluations, dashboard, coverage."""
