"""Public calls: their pages, their calendar, who asked to be told, the proposals that ATS receives."""
