"""News and frequent questions as search engines read them (JSON-LD)."""

from django.conf import settings

from redazione.testo import in_html


def notizia(riga):
    """Return a piece of news as a NewsArticle."""
    return {
        "@type": "NewsArticle",
        "headline": riga.titolo,
        "description": riga.sommario,
        "url": settings.SITE_URL + riga.get_absolute_url(),
        "datePublished": riga.pubblica_dal.isoformat(),
        "dateModified": max(riga.aggiornato_il, riga.pubblica_dal).isoformat(),
        "image": f"{settings.SITE_URL}{riga.immagine.url}" if riga.immagine else "",
    }


def domande(voci):
    """Return the questions as a FAQPage."""
    return {"@type": "FAQPage", "mainEntity": [_domanda(voce) for voce in voci]}


def _domanda(voce):
    risposta = {"@type": "Answer", "text": str(in_html(voce.risposta))}
    return {"@type": "Question", "name": voce.domanda, "acceptedAnswer": risposta}
