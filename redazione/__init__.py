"""Redazione: news and frequent questions, written in Markdown."""
