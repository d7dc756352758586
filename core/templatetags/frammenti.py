"""Template tags over ``core.frammenti``."""

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from core import frammenti

register = template.Library()
register.simple_tag(frammenti.schede, name="schede")


@register.tag
def frammento(parser, token):
    """``{% frammento "testata" sezione %}…{% endframmento %}``: render once for each value of the arguments.

    For parts that show nothing of the request and no row of the database, such as header and footer: they are
    rendered again only by a new deployment.
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
        chiave = ("frammento", self.nome, get_language(), valori)
        html = frammenti.deposito.prendi(chiave)
        if html is None:
            with frammenti.senza_query():
                html = self.nodelist.render(context)
            if not settings.DEBUG:
                frammenti.deposito.metti(chiave, html, len(html) * 2)
        return mark_safe(html)
