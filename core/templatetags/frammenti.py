"""Template tags over ``core.frammenti``."""

from django import template
from django.utils.safestring import mark_safe

from core import frammenti, versione

register = template.Library()
register.simple_tag(frammenti.schede, name="schede")


@register.tag
def frammento(parser, token):
    """``{% frammento "filtri" query %}…{% endframmento %}``: render again only when it would be different.

    What the block shows comes from its arguments, from tables it reads itself (a queryset not yet evaluated)
    or from nothing that changes (header and footer): a list read by the view must be among the arguments.
    """
    nome, *argomenti = token.split_contents()[1:]
    nodi = parser.parse(("endframmento",))
    parser.delete_first_token()
    return FrammentoNode(nodi, (str(parser.origin), nome), [parser.compile_filter(a) for a in argomenti])


class FrammentoNode(template.Node):
    """The block of ``{% frammento %}``."""

    def __init__(self, nodelist, nome, argomenti):
        self.nodelist = nodelist
        self.nome = nome
        self.argomenti = argomenti

    def render(self, context):
        """Return the kept HTML, or render the block and keep it."""
        valori = tuple(str(argomento.resolve(context)) for argomento in self.argomenti)
        chiave = (*self.nome, valori)
        return mark_safe(
            frammenti.ricorda(
                chiave, lambda: self.nodelist.render(context), _versioni(context.get("request"))
            )
        )


def _versioni(request):
    """Return a function that gives the versions of the tables as this request found them."""

    return lambda: {} if request is None else versione.tabelle_della_pagina(request)
