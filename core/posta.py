"""Mail through the outbox: an action queues its message in its own transaction; a command sends it."""

from django.template.loader import render_to_string

from core.models import Messaggio


def accoda(*, motivo, destinatario, template, contesto, intestazioni=None, da_inviare_dal=None):
    """Queue one e-mail in the current transaction and return its ``Messaggio``.

    ``template`` is a path without ending: ``…_subject.txt`` and ``…_message.txt`` are rendered with
    ``contesto`` and, where it exists, ``…_message.html``. ``intestazioni`` are more headers ({name: value}).
    """
    oggetto = " ".join(render_to_string(f"{template}_subject.txt", contesto).split())
    campi = {} if da_inviare_dal is None else {"da_inviare_dal": da_inviare_dal}
    return Messaggio.objects.create(
        motivo=motivo,
        destinatario=destinatario,
        oggetto=oggetto[:200],
        testo=render_to_string(f"{template}_message.txt", contesto).strip() + "\n",
        intestazioni=intestazioni or {},
        **campi,
    )
