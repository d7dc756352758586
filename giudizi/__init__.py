"""Giudizi: how easy a page was, said by who used it."""
