"""The roof: settings, root addresses, pages composed from several rooms."""
