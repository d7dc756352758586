"""Ratings: how clear people find the pages of the portal, kept without knowing who they are."""
