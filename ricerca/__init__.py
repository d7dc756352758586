"""Finding a service: the index, the query in Italian, filters, results, weeks, shortlist, guide, alerts."""
