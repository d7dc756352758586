"""The permission matrix: every named address × every role, and what each one finds there.

One line an address. A new address without a line fails, and so does a line without an address. A column a
role:

    anonimo  referente  comitato  operatore  amministratore

and in it: the status of a GET, "login" (sent to sign in) or "via" (sent elsewhere). For the admin, a line a
model says who takes care of it; what that means page by page is written in GESTIONE, not read from the roles.
"""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from comitato.composizione import abbonamento
from progetti.area.calendario import apri_calendario, indirizzo
from progetti.elenchi import catalogo
from progetti.models import DocumentoAvviso
from ricerca import lista
from tests.comitato.fabbriche import make_componente, make_punto
from tests.comitato.fabbriche_cruscotto import make_istantanea
from tests.comitato.fabbriche_decisioni import (
    make_azione,
    make_commento,
    make_decisione,
    make_presa,
    make_quesito,
    make_scritta,
    make_verbale,
)
from tests.comitato.fabbriche_sedute import make_adempimento, make_carta
from tests.comitato.fabbriche_valutazione import make_proposta, make_valutazione
from tests.documenti import carica
from tests.factories import (
    make_accesso,
    make_aderente,
    make_alleanza,
    make_aperto,
    make_candidatura,
    make_comune,
    make_documento,
    make_domanda,
    make_partner,
    make_piano,
    make_progetto,
    make_richiesta_progetto,
    make_servizio,
    make_tipologia,
    make_utente,
)
from tests.imprese.fabbriche_pratiche import make_proposta_pratica
from tests.newsletter.fabbriche import make_inviato
from tests.progetti.monitoraggio import make_rilevazione, make_scheda
from tests.redazione.fabbriche import make_proposto
from tests.rete.oggetti import make
from utenti.ruoli import COMITATO, OPERATORE, REFERENTE

PUBBLICA = "200 200 200 200 200"
DI_CHI_HA_UN_ACCOUNT = "login 200 200 200 200"
# The pages of a body's area: 404 for every account without an access to it, staff included.
DI_CHI_TIENE_LA_SCHEDA = "login 404 404 404 404"
PER_ENTRARE = "200 via via via via"
DI_CHI_DECIDE = "login login 403 200 200"

INDIRIZZI = {
    "rete:home": PUBBLICA,
    "rete:about": PUBBLICA,
    "rete:contact": PUBBLICA,
    "rete:privacy": PUBBLICA,
    "rete:legal": PUBBLICA,
    "rete:accessibility": PUBBLICA,
    "rete:gallery": PUBBLICA,
    "rete:sources": PUBBLICA,
    "rete:robots": PUBBLICA,
    "rete:security": PUBBLICA,
    "rete:sitemap-index": PUBBLICA,
    "rete:sitemap": PUBBLICA,
    "rete:health": PUBBLICA,
    "rete:ready": PUBBLICA,
    "rete:area": DI_CHI_HA_UN_ACCOUNT,
    "rete:account": DI_CHI_HA_UN_ACCOUNT,
    "rete:area-ente": DI_CHI_TIENE_LA_SCHEDA,
    "area:profile": DI_CHI_TIENE_LA_SCHEDA,
    "area:profile-preview": DI_CHI_TIENE_LA_SCHEDA,
    "area:profile-history": DI_CHI_TIENE_LA_SCHEDA,
    "area:profile-section": DI_CHI_TIENE_LA_SCHEDA,
    "area:partners": DI_CHI_TIENE_LA_SCHEDA,
    "rete:area-alliances": DI_CHI_TIENE_LA_SCHEDA,
    "rete:area-brand": DI_CHI_TIENE_LA_SCHEDA,
    "area_progetti:list": DI_CHI_TIENE_LA_SCHEDA,
    "area_progetti:detail": DI_CHI_TIENE_LA_SCHEDA,
    "area_progetti:data": DI_CHI_TIENE_LA_SCHEDA,
    "area_progetti:document": DI_CHI_TIENE_LA_SCHEDA,
    "area_progetti:document-new": DI_CHI_TIENE_LA_SCHEDA,
    "area_progetti:document-delete": DI_CHI_TIENE_LA_SCHEDA,
    "calendario:feed": PUBBLICA,
    "calendario_comitato:feed": PUBBLICA,
    "calendario:page": DI_CHI_HA_UN_ACCOUNT,
    "calendario:renew": DI_CHI_HA_UN_ACCOUNT,
    "area:profile-withdraw": DI_CHI_TIENE_LA_SCHEDA,
    "area:profile-reply": DI_CHI_TIENE_LA_SCHEDA,
    "area:profile-confirm": DI_CHI_TIENE_LA_SCHEDA,
    "rete:logo": PUBBLICA,
    "area:people": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-invite": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-leave": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-invite-resend": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-invite-revoke": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-request": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-role": DI_CHI_TIENE_LA_SCHEDA,
    "area:people-remove": DI_CHI_TIENE_LA_SCHEDA,
    "inviti:accept": PUBBLICA,
    "comunicazioni:messages": DI_CHI_HA_UN_ACCOUNT,
    "comunicazioni:preferences": DI_CHI_HA_UN_ACCOUNT,
    "area_servizi:list": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:create": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:place": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:section": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:detail": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:preview": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:publish": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:withdraw": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:answer": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:places": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:places-undo": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:suspend": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:resume": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:close": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:delete": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:verify": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:duplicate": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:place-create": DI_CHI_TIENE_LA_SCHEDA,
    "territorio:index": PUBBLICA,
    "territorio:ambito": PUBBLICA,
    "territorio:comune": PUBBLICA,
    "aderenti:list": PUBBLICA,
    "aderenti:detail": PUBBLICA,
    "aderenti:ask-access": PUBBLICA,
    "aderenti:ask-access-sent": PUBBLICA,
    "aderenti:join": PUBBLICA,
    "aderenti:confirm": PUBBLICA,
    "area:confirm": DI_CHI_TIENE_LA_SCHEDA,
    "area:withdrawal": DI_CHI_TIENE_LA_SCHEDA,
    "aderenti:application": PUBBLICA,
    "aderenti:application-correct": PUBBLICA,
    "aderenti:application-withdraw": PUBBLICA,
    "aderenti:application-document": PUBBLICA,
    "alleanze:list": PUBBLICA,
    "alleanze:network": PUBBLICA,
    "alleanze:agreement": PUBBLICA,
    "piani:list": PUBBLICA,
    "piani:detail": PUBBLICA,
    "piani:document": PUBBLICA,
    "piani:act": PUBBLICA,
    "servizi:detail": PUBBLICA,
    "servizi:report": PUBBLICA,
    "servizi:count": "405 405 405 405 405",
    "servizi:embed": PUBBLICA,
    "servizi:embed-json": PUBBLICA,
    "area_servizi:figures": DI_CHI_TIENE_LA_SCHEDA,
    "area_servizi:embed": DI_CHI_TIENE_LA_SCHEDA,
    "servizi:confirm": PUBBLICA,
    "servizi:report-status": PUBBLICA,
    "ricerca:missing": PUBBLICA,
    "ricerca:missing-thanks": PUBBLICA,
    "ricerca:list": PUBBLICA,
    "ricerca:save": PUBBLICA,
    "ricerca:save-sent": PUBBLICA,
    "ricerca:save-confirm": PUBBLICA,
    "ricerca:save-stop": PUBBLICA,
    "servizi:calendar": PUBBLICA,
    "ricerca:weeks": PUBBLICA,
    "ricerca:weeks-calendar": PUBBLICA,
    "ricerca:shortlist": PUBBLICA,
    "ricerca:shortlist-empty": PUBBLICA,
    "ricerca:shortlist-add": "via via via via via",
    "ricerca:guide": PUBBLICA,
    "ricerca:guide-ambito": PUBBLICA,
    "ricerca:guide-ambito-pdf": PUBBLICA,
    "ricerca:guide-comune": PUBBLICA,
    "ricerca:guide-comune-pdf": PUBBLICA,
    "ricerca:map": PUBBLICA,
    "ricerca:suggest": PUBBLICA,
    "alleanze:detail": PUBBLICA,
    "elenchi:index": PUBBLICA,
    "rete:search": PUBBLICA,
    "giudizi:rate": PUBBLICA,
    "imprese:home": PUBBLICA,
    "imprese:services": PUBBLICA,
    "imprese:topic": PUBBLICA,
    "imprese:practices": PUBBLICA,
    "imprese:practice": PUBBLICA,
    "imprese:courses": PUBBLICA,
    "imprese:courses-calendar": PUBBLICA,
    "imprese:course": PUBBLICA,
    "imprese:course-calendar": PUBBLICA,
    "imprese:enrol": PUBBLICA,
    "imprese:enrolment": PUBBLICA,
    "imprese:certificate": PUBBLICA,
    "imprese:certificates": PUBBLICA,
    **dict.fromkeys(
        [f"admin:imprese_buonapratica_{n}" for n in ("return", "approve", "answer")], DI_CHI_DECIDE
    ),
    "admin:imprese_percorso_attendance": DI_CHI_DECIDE,
    "admin:imprese_percorso_certificates": DI_CHI_DECIDE,
    "admin:imprese_percorso_enrolled": DI_CHI_DECIDE,
    "admin:imprese_percorso_cancel": DI_CHI_DECIDE,
    "admin:imprese_percorso_notify": DI_CHI_DECIDE,
    "admin:giudizi_totals": DI_CHI_DECIDE,
    "admin:giudizi_totals_export": DI_CHI_DECIDE,
    "admin:imprese_reached": DI_CHI_DECIDE,
    "admin:imprese_reached_export": DI_CHI_DECIDE,
    "admin:imprese_attestato_pdf": "login login 404 200 200",
    "imprese:self-check": PUBBLICA,
    "imprese:bonus": PUBBLICA,
    "imprese:benefits": PUBBLICA,
    "comitato:index": PUBBLICA,
    "comitato:meeting": PUBBLICA,
    "notizie:list": PUBBLICA,
    "notizie:detail": PUBBLICA,
    "notizie:feed": PUBBLICA,
    "notizie:press-feed": PUBBLICA,
    "eventi:list": PUBBLICA,
    "eventi:past": PUBBLICA,
    "eventi:calendar": PUBBLICA,
    "eventi:detail": PUBBLICA,
    "eventi:detail-calendar": PUBBLICA,
    "eventi:document": PUBBLICA,
    **{
        f"area_pratiche:{nome}": DI_CHI_TIENE_LA_SCHEDA
        for nome in ("list", "create", "edit", "withdraw", "correction")
    },
    "area_eventi:list": DI_CHI_TIENE_LA_SCHEDA,
    "area_eventi:create": DI_CHI_TIENE_LA_SCHEDA,
    "area_eventi:edit": DI_CHI_TIENE_LA_SCHEDA,
    "biblioteca:list": PUBBLICA,
    "biblioteca:feed": PUBBLICA,
    "biblioteca:acts": PUBBLICA,
    "biblioteca:detail": PUBBLICA,
    "biblioteca:file": PUBBLICA,
    "newsletter:subscribe": PUBBLICA,
    "newsletter:sent": PUBBLICA,
    "newsletter:archive": PUBBLICA,
    "newsletter:feed": PUBBLICA,
    "newsletter:issue": PUBBLICA,
    "newsletter:confirm": PUBBLICA,
    "newsletter:preferences": PUBBLICA,
    "newsletter:stop": PUBBLICA,
    "redazione:press": PUBBLICA,
    "redazione:faq": PUBBLICA,
    "redazione:picture": PUBBLICA,
    "area_azioni:list": DI_CHI_TIENE_LA_SCHEDA,
    "area_azioni:done": DI_CHI_TIENE_LA_SCHEDA,
    "elenchi:detail": PUBBLICA,
    "elenchi:download": PUBBLICA,
    "area_elenchi:l124": DI_CHI_TIENE_LA_SCHEDA,
    "area_elenchi:l124-download": DI_CHI_TIENE_LA_SCHEDA,
    "progetti:list": PUBBLICA,
    "progetti:overview": PUBBLICA,
    "progetti:overview-rows": PUBBLICA,
    "progetti:downloads": PUBBLICA,
    "progetti:download": PUBBLICA,
    "progetti:detail": PUBBLICA,
    "progetti:document": PUBBLICA,
    "rete:short": "via via via via via",
    "avvisi:list": PUBBLICA,
    "avvisi:detail": PUBBLICA,
    "avvisi:calendar": PUBBLICA,
    "avvisi:detail-calendar": PUBBLICA,
    "avvisi:document": PUBBLICA,
    "avvisi:subscribe": PUBBLICA,
    "avvisi:subscribe-sent": PUBBLICA,
    "avvisi:subscribe-confirm": PUBBLICA,
    "avvisi:subscribe-stop": PUBBLICA,
    # accounts
    "account_login": PER_ENTRARE,
    "account_signup": PER_ENTRARE,
    "account_logout": "via 200 200 200 200",
    "account_inactive": PUBBLICA,
    "account_email_verification_sent": PUBBLICA,
    "account_confirm_email": PUBBLICA,
    "account_confirm_login_code": "login via via via via",
    "account_reset_password": PUBBLICA,
    "account_reset_password_done": PUBBLICA,
    "account_reset_password_from_key": PUBBLICA,
    "account_reset_password_from_key_done": PUBBLICA,
    "account_reauthenticate": DI_CHI_HA_UN_ACCOUNT,
    "account_email": DI_CHI_HA_UN_ACCOUNT,
    "account_change_password": DI_CHI_HA_UN_ACCOUNT,
    "account_set_password": "login via via via via",
    "mfa_index": DI_CHI_HA_UN_ACCOUNT,
    "mfa_authenticate": "login via via via via",
    "mfa_reauthenticate": "login via via via via",
    "mfa_activate_totp": "login via via via via",
    "mfa_deactivate_totp": "login 404 404 404 404",
    "mfa_view_recovery_codes": "login 404 404 404 404",
    "mfa_generate_recovery_codes": "login via via via via",
    "mfa_download_recovery_codes": "login 404 404 404 404",
    "mfa_list_webauthn": DI_CHI_HA_UN_ACCOUNT,
    "mfa_add_webauthn": "login via via via via",
    "mfa_reauthenticate_webauthn": "login via via via via",
    "mfa_remove_webauthn": "login via via via via",
    "mfa_edit_webauthn": "login via via via via",
    # the admin, outside its models
    "admin:index": "login login 200 200 200",
    "admin:app_list": "login login 200 200 200",
    "admin:login": "login 403 via via via",
    "admin:logout": "login via via via via",
    "admin:password_change": "login login via via via",
    "admin:password_change_done": "login login via via via",
    "admin:autocomplete": "login login 403 403 403",
    "admin:jsi18n": "login login 200 200 200",
    "admin:view_on_site": "login login via via via",
    "admin:ricerca_needs": "login login 200 200 200",
    "admin:redazione_evento_preview": "login login 200 200 200",
    "admin:redazione_evento_ics_upload": "login login 403 200 200",
    "admin:redazione_evento_ics_preview": "login login 403 404 404",
    "admin:redazione_evento_return": "login login 403 200 200",
    "admin:redazione_evento_publish": "login login 403 200 200",
    "admin:redazione_evento_cancel": "login login 403 200 200",
    "admin:redazione_documento_preview": "login login 200 200 200",
    "admin:redazione_notizia_preview": "login login 200 200 200",
    "admin:newsletter_numero_preview": DI_CHI_DECIDE,
    "admin:newsletter_numero_approve": DI_CHI_DECIDE,
    "admin:newsletter_numero_reopen": DI_CHI_DECIDE,
    "admin:newsletter_numero_send": DI_CHI_DECIDE,
    "admin:redazione_vocefaq_preview": "login login 200 200 200",
    # the Comitato: the role alone opens nothing, the place held today does
    "admin:comitato_coverage": DI_CHI_DECIDE,
    "admin:comitato_coverage_export": DI_CHI_DECIDE,
    "admin:comitato_coverage_cell": DI_CHI_DECIDE,
    "admin:aderenti_organizzazione_register": "login login 200 200 200",
    "admin:aderenti_organizzazione_event": DI_CHI_DECIDE,
    "admin:piani_piano_next": DI_CHI_DECIDE,
    "admin:aderenti_richiestarecesso_register": DI_CHI_DECIDE,
    "admin:aderenti_domandaadesione_accept": DI_CHI_DECIDE,
    "admin:aderenti_domandaadesione_return": DI_CHI_DECIDE,
    "admin:aderenti_domandaadesione_decline": DI_CHI_DECIDE,
    "admin:aderenti_domandaadesione_document": DI_CHI_DECIDE,
    "admin:comunicazioni_comunicazione_preview": "login login 403 200 200",
    "area_richieste:list": DI_CHI_TIENE_LA_SCHEDA,
    "area_richieste:new": DI_CHI_TIENE_LA_SCHEDA,
    "area_richieste:withdraw": DI_CHI_TIENE_LA_SCHEDA,
    "area_richieste:document": DI_CHI_TIENE_LA_SCHEDA,
    "admin:progetti_progetto_events": DI_CHI_DECIDE,
    "admin:progetti_progetto_event_record": DI_CHI_DECIDE,
    "admin:progetti_progetto_event_correct": DI_CHI_DECIDE,
    "admin:progetti_progetto_event_undo": DI_CHI_DECIDE,
    "admin:progetti_progetto_event_document": DI_CHI_DECIDE,
    "admin:progetti_progetto_extend": DI_CHI_DECIDE,
    "admin:progetti_richiestaprogetto_accept": DI_CHI_DECIDE,
    "admin:progetti_richiestaprogetto_decline": DI_CHI_DECIDE,
    "admin:progetti_richiestaprogetto_document": DI_CHI_DECIDE,
    "admin:progetti_documentoprogetto_document": "login login 200 200 200",
    "admin:progetti_elencopubblicato_prepare_list": DI_CHI_DECIDE,
    "admin:progetti_elencopubblicato_prepare": DI_CHI_DECIDE,
    "admin:progetti_quadrofinanziario_approve": DI_CHI_DECIDE,
    "admin:progetti_quadrofinanziario_version": DI_CHI_DECIDE,
    "admin:progetti_rendiconto_admit": DI_CHI_DECIDE,
    "admin:progetti_verificadoppio_todo": "login login 200 200 200",
    "admin:progetti_verificadoppio_record": DI_CHI_DECIDE,
    "admin:progetti_avviso_extend": DI_CHI_DECIDE,
    "admin:progetti_avviso_outcome": DI_CHI_DECIDE,
    "admin:progetti_avviso_copy": DI_CHI_DECIDE,
    "admin:progetti_candidatura_check": DI_CHI_DECIDE,
    "admin:progetti_candidatura_close": DI_CHI_DECIDE,
}

# The Comitato: who has its role but no seat in force finds nothing; members are in tests/comitato.
DEL_COMITATO = (
    "composition",
    "composition_download",
    "componente_end",
    "calendar",
    "calendar_ics",
    "adempimento_done",
    "meeting",
    "meeting_papers",
    "meeting_paper",
    "meeting_ics",
    "seduta_agenda",
    "seduta_convene",
    "seduta_move",
    "seduta_tell",
    "seduta_cancel",
    "seduta_open",
    "seduta_attendance",
    "seduta_close",
    "puntoodg_remove",
    "decisione_propose",
    "decisione_download",
    "decisione_correct",
    "decisione_withdraw",
    "decisione_votes",
    "decisione_take",
    "decisione_vote",
    "azione_assign",
    "azione_report",
    "azione_verify",
    "azione_return",
    "azione_cancel",
    "verbale_write",
    "verbale_open",
    "verbale_approve",
    "verbale_publish",
    "dashboard",
    "freeze",
    "snapshot",
    "project",
    "ask",
    "report_cycle",
    "report_snapshot",
    "report_project",
    "report_meeting",
    "my_evaluations",
    "evaluation",
    "final_upload",
    "proposal",
    "dossier",
)
INDIRIZZI |= {f"admin:comitato_{nome}": DI_CHI_DECIDE for nome in DEL_COMITATO}
INDIRIZZI |= {
    f"admin:comitato_{nome}": "login login 403 405 405"
    for nome in (
        *("calendar_address", "adempimento_copy", "seduta_reorder", "seduta_copy"),
        *("verbale_comment", "verbale_answer", "evaluation_step"),
    )
}
INDIRIZZI |= {
    "admin:comitato_declare": "login login 403 403 403",  # for who sits, before anything opens
    "admin:comitato_score": "login login 403 403 403",
    "admin:comitato_reconcile": "login login 403 403 403",  # the evaluation is not closed yet
    "admin:comitato_ranking": "login login 403 404 404",  # nor frozen
    "admin:progetti_rilevazione_grid": "login login 200 200 200",
    "admin:progetti_rilevazione_region": "login login 200 200 200",
    "admin:progetti_schedamonitoraggio_read": "login login 200 200 200",
    **{f"admin:progetti_rilevazione_{n}": DI_CHI_DECIDE for n in ("open", "close", "reopen")},
    **{
        f"admin:progetti_schedamonitoraggio_{n}": DI_CHI_DECIDE
        for n in ("return", "validate", "reopen", "skip", "postpone")
    },
    "admin:progetti_valoreindicatore_correct": DI_CHI_DECIDE,
    "area_finale:detail": DI_CHI_TIENE_LA_SCHEDA,
    "area_quesiti:list": DI_CHI_TIENE_LA_SCHEDA,
    "area_quesiti:answer": DI_CHI_TIENE_LA_SCHEDA,
    **{f"area_monitoraggio:{n}": DI_CHI_TIENE_LA_SCHEDA for n in ("list", "detail", "sheet", "upload")},
}
INDIRIZZI["admin:comitato_meeting_announce"] = "login login 403 404 404"  # staff sit for no body

# The tables of a model in the admin: five pages, for who may change its rows.
FOGLI = ("list", "export", "upload", "preview", "errors")
CON_FOGLI = ("aderenti_organizzazione", "servizi_servizio")
INDIRIZZI |= {
    f"admin:{modello}_sheets_{pagina}": "login login 403 404 404"
    if pagina in ("preview", "errors")  # of an upload of one's own
    else "login login 403 200 200"
    for modello in CON_FOGLI
    for pagina in FOGLI
}
INDIRIZZI |= {
    f"admin:progetti_progetto_import_{pagina}": "login login 403 404 404"
    if pagina in ("columns", "preview", "errors")  # of an upload of one's own
    else DI_CHI_DECIDE
    for pagina in ("list", "export", "upload", "columns", "preview", "errors")
}
INDIRIZZI |= {f"area_servizi:sheets-{pagina}": DI_CHI_TIENE_LA_SCHEDA for pagina in FOGLI}

PARAMETRI = {
    "servizi:embed": lambda: {"slug": make_aderente().slug},
    "servizi:embed-json": lambda: {"slug": make_aderente().slug},
    "area_servizi:figures": lambda: {"ente": make_aderente().slug},
    "area_servizi:embed": lambda: {"ente": make_aderente().slug},
    "rete:area-ente": lambda: {"ente": make_aderente().slug},
    "area:profile": lambda: {"ente": make_aderente().slug},
    "area:profile-preview": lambda: {"ente": make_aderente().slug},
    "area:profile-history": lambda: {"ente": make_aderente().slug},
    "area:partners": lambda: {"ente": make_aderente().slug},
    "rete:area-alliances": lambda: {"ente": make_aderente().slug},
    "rete:area-brand": lambda: {"ente": make_aderente().slug},
    "area_progetti:list": lambda: {"ente": make_aderente().slug},
    "area_progetti:detail": lambda: _progetto(),
    "area_progetti:data": lambda: _progetto() | {"che": "quadro", "formato": "csv"},
    "area_progetti:document": lambda: _documento(),
    "area_progetti:document-new": lambda: _progetto(),
    "area_progetti:document-delete": lambda: _documento(),
    "admin:progetti_documentoprogetto_document": lambda: {"pk": make_documento().pk},
    "calendario:feed": lambda: {"gettone": _gettone()},
    "calendario_comitato:feed": lambda: {"gettone": _gettone_comitato()},
    "area:profile-withdraw": lambda: {"ente": make_aderente().slug},
    "area:profile-reply": lambda: {"ente": make_aderente().slug},
    "area:profile-confirm": lambda: {"ente": make_aderente().slug},
    "area:profile-section": lambda: {"ente": make_aderente().slug, "sezione": "contatti"},
    "rete:logo": lambda: {"nome": _logo()},
    "redazione:picture": lambda: {"nome": _figura()},
    "eventi:detail": lambda: {"slug": make("redazione.evento").slug},
    "eventi:detail-calendar": lambda: {"slug": make("redazione.evento").slug},
    "eventi:document": lambda: _allegato_evento(),
    "area_pratiche:list": lambda: {"ente": make_aderente().slug},
    "area_pratiche:create": lambda: {"ente": make_aderente().slug},
    **{f"area_pratiche:{n}": lambda: _pratica_di_un_ente() for n in ("edit", "withdraw", "correction")},
    **{
        f"admin:imprese_buonapratica_{n}": lambda: {"pk": make("imprese.buonapratica").pk}
        for n in ("return", "approve", "answer")
    },
    "area_eventi:list": lambda: {"ente": make_aderente().slug},
    "area_eventi:create": lambda: {"ente": make_aderente().slug},
    "area_eventi:edit": lambda: _evento_di_un_ente(),
    "biblioteca:detail": lambda: {"slug": make("redazione.documento").slug},
    "biblioteca:file": lambda: _file_biblioteca(),
    "notizie:detail": lambda: {"slug": make("redazione.notizia").slug},
    "admin:redazione_evento_ics_preview": lambda: {"pk": 1},
    "admin:redazione_evento_return": lambda: {"pk": make("redazione.evento").pk},
    "admin:redazione_evento_publish": lambda: {"pk": make("redazione.evento").pk},
    "admin:redazione_evento_cancel": lambda: {"pk": make("redazione.evento").pk},
    "admin:redazione_evento_preview": lambda: {"pk": make("redazione.evento").pk},
    "admin:redazione_documento_preview": lambda: {"pk": make("redazione.documento").pk},
    "admin:redazione_notizia_preview": lambda: {"pk": make("redazione.notizia").pk},
    **{
        f"admin:newsletter_numero_{nome}": lambda: {"pk": make("newsletter.numero").pk}
        for nome in ("preview", "approve", "reopen", "send")
    },
    "newsletter:issue": lambda: {"slug": make_inviato().slug},
    **{
        f"newsletter:{nome}": lambda: {"codice": make("newsletter.abbonato").codice}
        for nome in ("confirm", "preferences", "stop")
    },
    "admin:redazione_vocefaq_preview": lambda: {"pk": make("redazione.vocefaq").pk},
    "rete:sitemap": lambda: {"section": "servizi"},
    "area_servizi:list": lambda: {"ente": make_aderente().slug},
    "area_servizi:create": lambda: {"ente": make_aderente().slug},
    "area_servizi:place": lambda: _luogo(make("servizi.sede")),
    "area_servizi:section": lambda: {**_servizio(make_servizio()), "sezione": "prezzo"},
    "area_servizi:detail": lambda: _servizio(make_servizio()),
    "area_servizi:preview": lambda: _servizio(make_servizio()),
    "area_servizi:publish": lambda: _servizio(make_servizio()),
    "area_servizi:withdraw": lambda: _servizio(make_servizio()),
    "area_servizi:answer": lambda: _servizio(make_servizio()),
    "area_servizi:places": lambda: _servizio(make_servizio()),
    "area_servizi:places-undo": lambda: _servizio(make_servizio()),
    "area_servizi:suspend": lambda: _servizio(make_servizio()),
    "area_servizi:resume": lambda: _servizio(make_servizio()),
    "area_servizi:close": lambda: _servizio(make_servizio()),
    "area_servizi:delete": lambda: _servizio(make_servizio()),
    "area_servizi:verify": lambda: _servizio(make_servizio()),
    "area_servizi:duplicate": lambda: _servizio(make_servizio()),
    "area_servizi:place-create": lambda: _servizio(make_servizio()),
    "territorio:ambito": lambda: {"slug": make("territorio.ambito").slug},
    "territorio:comune": lambda: _posto(make_comune()),
    "area:people": lambda: {"ente": make_aderente().slug},
    "area:people-invite": lambda: {"ente": make_aderente().slug},
    "area:people-leave": lambda: {"ente": make_aderente().slug},
    "area:people-invite-resend": lambda: _dell_ente("aderenti.invito"),
    "area:people-invite-revoke": lambda: _dell_ente("aderenti.invito"),
    "area:people-request": lambda: _dell_ente("aderenti.richiestaaccesso"),
    "area:people-role": lambda: _dell_ente("aderenti.accesso"),
    "area:people-remove": lambda: _dell_ente("aderenti.accesso"),
    "inviti:accept": lambda: {"codice": make("aderenti.invito").codice},
    "aderenti:ask-access": lambda: {"slug": make_aderente().slug},
    "aderenti:ask-access-sent": lambda: {"slug": make_aderente().slug},
    "aderenti:detail": lambda: {"slug": make_aderente().slug},
    "aderenti:confirm": lambda: _conferma(make_aderente(email="ufficio@example.org")),
    "area:confirm": lambda: {"ente": make_aderente().slug},
    "area:withdrawal": lambda: {"ente": make_aderente().slug},
    "admin:comitato_coverage_export": lambda: {"formato": "csv"},
    "admin:comitato_coverage_cell": lambda: {
        "comune": make_comune().codice_istat,
        "tipologia": make_tipologia().code,
    },
    "admin:aderenti_organizzazione_event": lambda: {"pk": make_aderente().pk},
    "admin:aderenti_richiestarecesso_register": lambda: {"pk": make("aderenti.richiestarecesso").pk},
    "aderenti:application": lambda: {"codice": make_domanda().codice},
    "aderenti:application-correct": lambda: {
        "codice": make_domanda(stato="da_correggere", correzioni={"cap": "?"}).codice
    },
    "aderenti:application-withdraw": lambda: {"codice": make_domanda().codice},
    "aderenti:application-document": lambda: {"codice": make_domanda(documento=carica()).codice},
    "admin:aderenti_domandaadesione_accept": lambda: {"pk": make_domanda().pk},
    "admin:aderenti_domandaadesione_return": lambda: {"pk": make_domanda().pk},
    "admin:aderenti_domandaadesione_decline": lambda: {"pk": make_domanda().pk},
    "admin:aderenti_domandaadesione_document": lambda: {"pk": make_domanda(documento=carica()).pk},
    "alleanze:detail": lambda: {"slug": make_alleanza(capofila=make_aderente()).slug},
    "alleanze:agreement": lambda: {"slug": make_alleanza(accordo_file=carica()).slug},
    "piani:detail": lambda: {"code": make_piano().code},
    "piani:document": lambda: _del_piano(make("piani.documentopiano")),
    "piani:act": lambda: {"code": make("piani.atto", documento=carica()).code},
    "admin:piani_piano_next": lambda: {"pk": make_piano().pk},
    "progetti:detail": lambda: {"slug": make_progetto().slug},
    "progetti:document": lambda: _del_progetto(pubblico=True),
    "rete:short": lambda: {"code": make_progetto().code},
    "elenchi:detail": lambda: {"slug": "operazioni-2014-2020"},
    "elenchi:download": lambda: _elenco(make("progetti.elencopubblicato")),
    "area_elenchi:l124": lambda: {"ente": make_aderente().slug},
    "area_elenchi:l124-download": lambda: {"ente": make_aderente().slug, "anno": 2024, "formato": "csv"},
    "admin:progetti_elencopubblicato_prepare": lambda: {"elenco": "operazioni-2014-2020"},
    "avvisi:detail": lambda: {"slug": make_aperto().slug},
    "avvisi:detail-calendar": lambda: {"slug": make_aperto().slug},
    "avvisi:document": lambda: _documento_avviso(),
    "avvisi:subscribe-confirm": lambda: {"codice": make("progetti.iscrizioneavvisi").codice},
    "avvisi:subscribe-stop": lambda: {"codice": make("progetti.iscrizioneavvisi").codice},
    "admin:progetti_avviso_extend": lambda: {"pk": make_aperto().pk},
    "admin:progetti_avviso_outcome": lambda: {"pk": make_aperto().pk},
    "admin:progetti_avviso_copy": lambda: {"pk": make_aperto().pk},
    "admin:progetti_candidatura_check": lambda: {"pk": make_candidatura().pk},
    "admin:progetti_candidatura_close": lambda: {"pk": make_candidatura().pk},
    "progetti:download": lambda: {"che": "denaro", "formato": "csv"},
    "servizi:detail": lambda: {"slug": make_servizio().slug},
    "ricerca:save-confirm": lambda: {"codice": make("ricerca.ricercasalvata").codice},
    "ricerca:save-stop": lambda: {"codice": make("ricerca.ricercasalvata").codice},
    "servizi:confirm": lambda: {"codice": make("servizi.richiestaconferma").codice},
    "servizi:report": lambda: {"slug": make_servizio().slug},
    "servizi:report-status": lambda: {"codice": make("servizi.segnalazione").codice},
    "servizi:calendar": lambda: {"slug": make_servizio().slug},
    "ricerca:shortlist": lambda: {"token": lista.scrivi([make_servizio().pk])},
    "ricerca:shortlist-add": lambda: {"slug": make_servizio().slug},
    "ricerca:guide-ambito": lambda: {"ambito": make("territorio.ambito").slug},
    "ricerca:guide-ambito-pdf": lambda: {"ambito": make("territorio.ambito").slug},
    "ricerca:guide-comune": lambda: _posto(make_comune()),
    "ricerca:guide-comune-pdf": lambda: _posto(make_comune()),
    "account_confirm_email": lambda: {"key": "chiave"},
    "account_reset_password_from_key": lambda: {"uidb36": "1", "key": "abc"},
    "mfa_remove_webauthn": lambda: {"pk": 0},
    "mfa_edit_webauthn": lambda: {"pk": 0},
    "admin:comunicazioni_comunicazione_preview": lambda: {"pk": make("comunicazioni.comunicazione").pk},
    "area_richieste:list": lambda: _richiesta("ente", "progetto"),
    "area_richieste:new": lambda: _richiesta("ente", "progetto") | {"tipo": "partner"},
    "area_richieste:withdraw": lambda: _richiesta("ente", "progetto", "pk"),
    "area_richieste:document": lambda: _richiesta("ente", "progetto", "pk"),
    "admin:progetti_progetto_events": lambda: {"pk": make_progetto().pk},
    "admin:progetti_progetto_event_record": lambda: {"pk": make_progetto().pk, "tipo": "revoca"},
    "admin:progetti_progetto_event_correct": lambda: _evento("pk", "evento"),
    "admin:progetti_progetto_event_undo": lambda: _evento("pk", "evento"),
    "admin:progetti_progetto_event_document": lambda: {"pk": _evento("evento")["evento"]},
    "admin:progetti_progetto_extend": lambda: {"pk": make("piani.piano").pk},
    "admin:progetti_richiestaprogetto_accept": lambda: _richiesta("pk"),
    "admin:progetti_richiestaprogetto_decline": lambda: _richiesta("pk"),
    "admin:progetti_richiestaprogetto_document": lambda: _richiesta("pk"),
    "admin:progetti_quadrofinanziario_approve": lambda: {"pk": make("progetti.quadrofinanziario").pk},
    "admin:progetti_quadrofinanziario_version": lambda: {"pk": make("progetti.quadrofinanziario").pk},
    "admin:progetti_rendiconto_admit": lambda: {"pk": make("progetti.rendiconto").pk},
    "admin:progetti_verificadoppio_record": lambda: {"pk": make_progetto().pk, "altro": make_progetto().pk},
    "admin:app_list": lambda: {"app_label": "servizi"},
    "admin:view_on_site": lambda: _scheda(make_servizio()),
}

PARAMETRI |= {nome: lambda nome=nome: _di_un_foglio(nome) for nome in INDIRIZZI if "sheets" in nome}
PARAMETRI |= {nome: lambda nome=nome: _di_un_foglio(nome) for nome in INDIRIZZI if "_import_" in nome}

# Who takes care of a model: "schede" are closed and never deleted, "parti" are lines of a sheet; the Comitato
# reads both. "di servizio" are of the operators alone. What citizens say and count nobody adds by hand.
PARAMETRI |= {
    f"admin:comitato_{nome}": lambda: {"pk": make_carta(accesso="tutti").punto.seduta_id}
    for nome in (
        *("meeting", "meeting_announce", "meeting_papers", "meeting_ics"),
        *("seduta_agenda", "seduta_reorder", "seduta_copy", "seduta_convene", "seduta_move"),
        *("seduta_tell", "seduta_cancel", "seduta_open", "seduta_attendance", "seduta_close"),
    )
}
PARAMETRI |= {
    "admin:comitato_meeting_paper": lambda: _carta(),
    "admin:comitato_puntoodg_remove": lambda: {"pk": make_punto().pk},
    "admin:comitato_composition_download": lambda: {"formato": "ods"},
    "admin:comitato_componente_end": lambda: {"pk": make_componente().pk},
    "admin:comitato_adempimento_copy": lambda: {"anno": 2026},
    "admin:comitato_adempimento_done": lambda: {"pk": make_adempimento().pk},
}
PARAMETRI |= {
    f"admin:comitato_{nome}": lambda: {"pk": make_presa().pk}
    for nome in (
        *("decisione_correct", "decisione_withdraw", "decisione_votes", "decisione_take"),
        "azione_assign",
    )
}
PARAMETRI |= {
    f"admin:comitato_{nome}": lambda: {"pk": make_azione().pk}
    for nome in ("azione_report", "azione_verify", "azione_return", "azione_cancel")
}
PARAMETRI |= {
    f"admin:comitato_{nome}": lambda: {"pk": make_verbale().pk}
    for nome in ("verbale_open", "verbale_approve", "verbale_publish", "verbale_comment")
}
PARAMETRI |= {
    "admin:comitato_freeze": lambda: {"ciclo": make_piano().code},
    "admin:comitato_dashboard": lambda: make_piano() and {},
    "admin:comitato_snapshot": lambda: {"pk": make_istantanea().pk},
    "admin:comitato_project": lambda: {"pk": make_progetto(piano=make_piano()).pk},
    "admin:comitato_report_cycle": lambda: {"ciclo": make_piano().code, "formato": "ods"},
    "admin:comitato_report_snapshot": lambda: {"pk": make_istantanea().pk, "formato": "html"},
    "admin:comitato_report_project": lambda: {
        "pk": make_progetto(piano=make_piano()).pk,
        "formato": "xlsx",
    },
    "admin:comitato_report_meeting": lambda: {"pk": make_verbale().seduta_id, "formato": "html"},
    "admin:comitato_evaluation": lambda: {"pk": make_valutazione().pk},
    "admin:comitato_evaluation_step": lambda: {"pk": make_valutazione().pk, "passo": "apri"},
    "admin:comitato_ranking": lambda: {"pk": make_valutazione().pk, "formato": "csv"},
    "admin:comitato_final_upload": lambda: {"pk": make_valutazione().pk},
    "admin:comitato_dossier": lambda: {"pk": _in_valutazione(), "formato": "zip"},
    **{
        f"admin:comitato_{nome}": lambda: {"pk": _in_valutazione()}
        for nome in ("proposal", "declare", "score", "reconcile")
    },
    **{
        f"admin:progetti_rilevazione_{nome}": lambda: {"pk": make_rilevazione().pk}
        for nome in ("open", "close", "reopen", "grid", "region")
    },
    **{
        f"admin:progetti_schedamonitoraggio_{nome}": lambda: {"pk": make_scheda().pk}
        for nome in ("read", "return", "validate", "reopen", "skip", "postpone")
    },
    "admin:progetti_valoreindicatore_correct": lambda: {"pk": make("progetti.valoreindicatore").pk},
    "area_finale:detail": lambda: _scheda_di_un_ente(),
    "area_quesiti:list": lambda: _scheda_di_un_ente(),
    "area_quesiti:answer": lambda: _quesito(),
    "admin:comitato_ask": lambda: {"pk": make_progetto(piano=make_piano()).pk},
    "area_monitoraggio:list": lambda: _scheda_di_un_ente(),
    "area_monitoraggio:detail": lambda: _scheda_di_un_ente(scheda=True),
    "area_monitoraggio:upload": lambda: _scheda_di_un_ente(scheda=True),
    "area_monitoraggio:sheet": lambda: _scheda_di_un_ente(scheda=True) | {"formato": "ods"},
}
PARAMETRI |= {
    "admin:comitato_decisione_download": lambda: {"formato": "ods"},
    "admin:comitato_decisione_vote": lambda: {"pk": make_decisione(make_punto(make_scritta())).pk},
    "admin:comitato_verbale_write": lambda: {"pk": make_verbale().seduta_id},
    "admin:comitato_verbale_answer": lambda: _commento(),
    **{
        f"imprese:{nome}": lambda: {"slug": make("imprese.percorso").slug}
        for nome in ("course", "course-calendar", "enrol")
    },
    "imprese:enrolment": lambda: {"codice": make("imprese.iscrizione").codice},
    "imprese:certificate": lambda: {"codice": make("imprese.attestato").iscrizione.codice},
    "admin:imprese_percorso_attendance": lambda: {"pk": make("imprese.incontro").pk},
    "admin:imprese_percorso_certificates": lambda: {"pk": make("imprese.percorso").pk},
    "admin:imprese_percorso_cancel": lambda: {"pk": make("imprese.percorso").pk},
    "admin:imprese_percorso_notify": lambda: {"pk": make("imprese.percorso").pk},
    "admin:giudizi_totals_export": lambda: {"formato": "csv"},
    "admin:imprese_reached_export": lambda: {"formato": "csv"},
    "admin:imprese_percorso_enrolled": lambda: {"pk": make("imprese.percorso").pk, "formato": "ods"},
    "admin:imprese_attestato_pdf": lambda: {"pk": make("imprese.attestato").pk},
    "imprese:practice": lambda: {"slug": make("imprese.buonapratica").slug},
    "imprese:topic": lambda: {"code": make("imprese.tema").code.lower()},
    "comitato:meeting": lambda: _seduta_pubblica(),
    "area_azioni:list": lambda: {"ente": make_aderente().slug},
    "area_azioni:done": lambda: _azione(),
}
MODELLI = {
    "comitato.seggio": "di servizio",
    "comitato.componente": "utenti",
    "comitato.regolamento": "di servizio",
    "comitato.adempimento": "indirizzi",
    "comitato.seduta": "utenti",
    "comitato.puntoodg": "in uscita",
    "comitato.decisione": "in uscita",
    "comitato.azione": "in uscita",
    "comitato.quesito": "in uscita",
    "giudizi.giudizio": "tabella",
    "imprese.tema": "schede",
    "imprese.percorso": "schede",
    "imprese.buonapratica": "schede",
    "imprese.iscrizione": "tabella",
    "imprese.attestato": "tabella",
    "imprese.domanda": "schede",
    "imprese.contorisposte": "conteggi",
    "imprese.obiettivo": "schede",
    "imprese.schedafiscale": "schede",
    "comitato.verbale": "in uscita",
    "ricerca.ricercasenzaesito": "ricerche",
    "ricerca.serviziomancante": "conteggi",
    "servizi.segnalazione": "segnalazioni",
    "servizi.regolafreschezza": "schede",
    "servizi.verifica": "segnalazioni",
    "servizi.passofreschezza": "segnalazioni",
    "servizi.richiestaconferma": "richieste",
    "servizi.servizio": "schede",
    "servizi.sede": "schede",
    "servizi.gruppo": "schede",
    "servizi.tipologia": "schede",
    "servizi.sinonimo": "parti",
    "servizi.vocetipologia": "parti",
    "servizi.destinatario": "schede",
    "servizi.periodo": "schede",
    "servizi.datascolastica": "parti",
    "progetti.elencopubblicato": "pubblicazioni",
    "progetti.fondo": "schede",
    "progetti.documentoprogetto": "schede",
    "progetti.indicatoreprogetto": "parti",
    "progetti.valoreindicatore": "schede",
    "progetti.rilevazione": "schede",
    "progetti.schedamonitoraggio": "pubblicazioni",
    "progetti.modelloregione": "di servizio",
    "comitato.istantanea": "in uscita",
    "comitato.griglia": "di servizio",
    "comitato.valutazione": "di servizio",
    "comitato.giudizioprogetto": "di servizio",
    "comitato.domandavalutazione": "indirizzi",
    "comitato.valutazionefinale": "di servizio",
    "progetti.avviso": "schede",
    "progetti.categoriacosto": "schede",
    "progetti.quadrofinanziario": "schede",
    "progetti.impegno": "schede",
    "progetti.rendiconto": "schede",
    "progetti.pagamento": "giri",
    "progetti.verificadoppio": "segnalazioni",
    "progetti.candidatura": "proposte in valutazione",
    "progetti.iscrizioneavvisi": "si cancellano",
    "progetti.finanziamento": "schede",
    "progetti.progetto": "schede",
    "piani.indicatore": "schede",
    "progetti.richiestaprogetto": "in uscita",
    "alleanze.alleanzalocale": "schede",
    "alleanze.partecipazione": "schede",
    "aderenti.organizzazione": "schede",
    "aderenti.accesso": "tracce",
    "aderenti.invito": "inviti",
    "aderenti.richiestaaccesso": "tracce",
    "aderenti.rapportoconservazione": "tracce",
    "aderenti.domandaadesione": "in uscita",
    "aderenti.richiestarecesso": "in uscita",
    "aderenti.confermaadesione": "in uscita",
    "aderenti.giroconferme": "giri",
    "aderenti.categoriaaderente": "schede",
    "aderenti.formagiuridica": "schede",
    "piani.piano": "schede",
    "piani.atto": "schede",
    "piani.lineaazione": "schede",
    "piani.bisogno": "parti",
    "piani.priorita": "parti",
    "core.fonte": "di servizio",
    "core.messaggio": "in uscita",
    "core.testoemail": "in uscita",
    "comunicazioni.comunicazione": "bozze",
    "comunicazioni.destinatariocomunicazione": "in uscita",
    "core.proposta": "proposte",
    "core.campomoderato": "tabella",
    "core.mappacolonne": "si cancellano",
    "territorio.ambito": "di servizio",
    "territorio.comune": "di servizio",
    "territorio.appartenenzaambito": "di servizio",
    "ricerca.ricercasalvata": "si cancellano",
    "newsletter.abbonato": "si cancellano",
    "newsletter.numero": "bozze",
    "redazione.evento": "schede",
    "redazione.documento": "schede",
    "redazione.notizia": "schede",
    "redazione.vocefaq": "schede",
    "utenti.utente": "utenti",
    "redirects.redirect": "indirizzi",
}
LEGGE_IL_COMITATO = {
    "changelist": "login login 200 200 200",
    "change": "login login 200 200 200",
    "history": "login login 200 200 200",
    "simple_history": "login login 200 200 200",
    "add": "login login 403 200 200",
}
NON_LEGGE_IL_COMITATO = dict.fromkeys(LEGGE_IL_COMITATO, "login login 403 200 200")
NON_SI_AGGIUNGE = NON_LEGGE_IL_COMITATO | {"add": "login login 403 403 403"}
NESSUNO_AGGIUNGE = LEGGE_IL_COMITATO | {"add": "login login 403 403 403"}
GESTIONE = {
    "schede": LEGGE_IL_COMITATO | {"delete": "login login 403 403 200"},
    "parti": LEGGE_IL_COMITATO | {"delete": "login login 403 200 200"},
    "di servizio": NON_LEGGE_IL_COMITATO | {"delete": "login login 403 403 200"},
    "utenti": NON_LEGGE_IL_COMITATO | {"delete": "login login 403 403 403"},
    "indirizzi": NON_LEGGE_IL_COMITATO | {"delete": "login login 403 200 200"},
    "bozze": NON_LEGGE_IL_COMITATO | {"delete": "login login 403 200 200"},
    "in uscita": NON_SI_AGGIUNGE | {"delete": "login login 403 403 403"},
    "tracce": NON_SI_AGGIUNGE | {"delete": "login login 403 403 403"},
    "inviti": NON_LEGGE_IL_COMITATO | {"delete": "login login 403 403 403"},
    "proposte": NON_SI_AGGIUNGE | {"delete": "login login 403 403 200"},
    "tabella": NON_SI_AGGIUNGE | {"delete": "login login 403 403 403"},
    "si cancellano": NON_SI_AGGIUNGE | {"delete": "login login 403 200 200"},
    "segnalazioni": NESSUNO_AGGIUNGE | {"delete": "login login 403 403 200"},
    "richieste": NON_SI_AGGIUNGE | {"delete": "login login 403 403 200"},
    "pubblicazioni": NESSUNO_AGGIUNGE | {"delete": "login login 403 403 403"},
    "ricerche": NESSUNO_AGGIUNGE | {"delete": "login login 403 200 200"},
    "giri": LEGGE_IL_COMITATO | {"delete": "login login 403 403 403"},
    "proposte in valutazione": LEGGE_IL_COMITATO
    | {
        "change": "login login via 200 200",
        "history": "login login via 200 200",
        "delete": "login login 403 403 403",
    },
    "conteggi": NESSUNO_AGGIUNGE | {"delete": "login login 403 403 200"},
}
RUOLI = ["anonimo", REFERENTE, COMITATO, OPERATORE, "amministratore"]


def _posto(comune):
    return {"ambito": comune.appartenenze.get().ambito.slug, "comune": comune.slug}


def _in_valutazione():
    return make_proposta(make_valutazione().avviso).pk


def _scheda_di_un_ente(scheda=False):
    presenza = make_partner(ruolo="capofila")
    altro = {"scheda": make_scheda(progetto=presenza.progetto).pk} if scheda else {}
    return {"ente": presenza.organizzazione.slug, "progetto": presenza.progetto.slug} | altro


def _quesito():
    quesito = make_quesito()
    return {"ente": quesito.ente.slug, "progetto": quesito.progetto.slug, "pk": quesito.pk}


def _commento():
    commento = make_commento()
    return {"pk": commento.verbale_id, "commento": commento.pk}


def _azione():
    azione = make_azione()
    return {"ente": azione.ente.slug, "pk": azione.pk}


def _seduta_pubblica():
    seduta = make_verbale(stato="pubblicato").seduta
    return {"anno": seduta.anno, "numero": seduta.numero}


def _carta():
    carta = make_carta(accesso="tutti")
    return {"pk": carta.punto.seduta_id, "carta": carta.pk}


def _evento(*parametri):
    """Return the parameters of a page about an event with its paper."""
    progetto = make_progetto(stato=None)
    evento = progetto.eventi.create(tipo="avviata", data=date(2018, 1, 1), allegato=carica())
    tutti = {"pk": progetto.pk, "evento": evento.pk}
    return {nome: tutti[nome] for nome in parametri}


def _richiesta(*parametri):
    """Return the parameters of a page about a request with its paper, of the body that leads the project."""
    richiesta = make_richiesta_progetto(documento=carica())
    ente = make_aderente()
    richiesta.progetto.partner.create(organizzazione=ente, ruolo="capofila")
    tutti = {"ente": ente.slug, "progetto": richiesta.progetto.slug, "pk": richiesta.pk}
    return {nome: tutti[nome] for nome in parametri}


def _elenco(pubblicato):
    return {"slug": catalogo.Voce(pubblicato.tipo, pubblicato.anno).slug, "formato": "csv"}


def _logo():
    return default_storage.save("loghi/prova.webp", ContentFile(b"RIFF")).removeprefix("loghi/")


def _file_biblioteca():
    versione = make("redazione.versionedocumento", indirizzo="", file=carica())
    return {"slug": versione.documento.slug}


def _allegato_evento():
    allegato = make("redazione.allegatoevento", indirizzo="", file=carica())
    return {"slug": allegato.evento.slug, "pk": allegato.pk}


def _pratica_di_un_ente():
    pratica = make_proposta_pratica(make_aderente(), "bozza")
    return {"ente": pratica.organizzazione.slug, "pk": pratica.pk}


def _evento_di_un_ente():
    evento = make_proposto(make_aderente(), stato="bozza")
    return {"ente": evento.organizzatore.slug, "pk": evento.pk}


def _figura():
    nome = default_storage.save("notizie/prova.webp", ContentFile(b"RIFF"))
    return nome.removeprefix("notizie/")


def _documento_avviso():
    avviso = make_aperto()
    documento = DocumentoAvviso.objects.create(avviso=avviso, titolo="Testo", pubblico=True, file=carica())
    return {"slug": avviso.slug, "pk": documento.pk}


def _dell_ente(etichetta):
    riga = make(etichetta)
    return {"ente": riga.organizzazione.slug, "pk": riga.pk}


def _progetto():
    presenza = make_partner(ruolo="capofila")
    return {"ente": presenza.organizzazione.slug, "progetto": presenza.progetto.slug}


def _documento():
    presenza = make_partner(ruolo="capofila")
    documento = make_documento(progetto=presenza.progetto)
    ente = presenza.organizzazione.slug
    return {"ente": ente, "progetto": presenza.progetto.slug, "documento": documento.pk}


def _gettone():
    calendario = apri_calendario(utente=make_accesso().utente)
    return indirizzo(calendario).rpartition("/")[2].removesuffix(".ics")


def _gettone_comitato():
    utente = make_componente().utente
    apri_calendario(utente=utente)
    return abbonamento.indirizzo(utente).rpartition("/")[2].removesuffix(".ics")


def _servizio(servizio):
    return {"ente": servizio.gestore.slug, "servizio": servizio.slug}


def _luogo(sede):
    return {"ente": sede.organizzazione.slug, "luogo": sede.pk}


def _scheda(riga):
    return {"content_type_id": ContentType.objects.get_for_model(riga).pk, "object_id": riga.pk}


def _del_piano(documento):
    return {"code": documento.piano.code, "pk": documento.pk}


def _del_progetto(**campi):
    riga = make("progetti.documentoprogetto", file=carica(), **campi)
    return {"slug": riga.progetto.slug, "pk": riga.pk}


def _conferma(ente):
    conferma = make("aderenti.confermaadesione", organizzazione=ente, indirizzi=[ente.email])
    return {"codice": conferma.collegamento(ente.email).rstrip("/").rpartition("/")[2]}


def _di_un_foglio(nome):
    """Return the parameters of a page of the tables."""
    parametri = {"ente": make_aderente().slug} if nome.startswith("area") else {}
    if not nome.endswith("list"):
        tabelle = {"organizzazione": "aderenti", "progetto": "pagamenti"}
        parametri["tabella"] = next((t for m, t in tabelle.items() if m in nome), "servizi")
    if nome.endswith("export"):
        parametri["formato"] = "csv"
    if nome.endswith(("columns", "preview", "errors")):
        parametri["pk"] = 1
    return parametri


def nomi(resolver, spazio=""):
    """Yield every named address, with its namespaces; an entry of the admin without a name has no page."""
    for voce in resolver.url_patterns:
        if not isinstance(voce, URLPattern):
            yield from nomi(voce, f"{spazio}{voce.namespace}:" if voce.namespace else spazio)
        elif voce.name:
            yield spazio + voce.name


def matrice():
    """Return {name: expected outcomes}, the models of the admin written out."""
    esistenti = set(nomi(get_resolver()))
    righe = dict(INDIRIZZI)
    for etichetta, cura in MODELLI.items():
        for pagina, esiti in GESTIONE[cura].items():
            nome = f"admin:{etichetta.replace('.', '_')}_{pagina}"
            if pagina != "simple_history" or nome in esistenti:
                righe[nome] = esiti
    return righe


def percorso(nome):
    """Return the path of a named address, with the parameters of its line or a row of its model."""
    if nome in PARAMETRI:
        return reverse(nome, kwargs=PARAMETRI[nome]())
    try:
        return reverse(nome)
    except NoReverseMatch:
        riga = make(next(e for e in MODELLI if nome.startswith(f"admin:{e.replace('.', '_')}_")))
        storia = [riga.history.first().pk] if nome.endswith("simple_history") else []
        return reverse(nome, args=[riga.pk, *storia])


def esito(risposta):
    """Return the word of the matrix for a response."""
    if risposta.status_code not in (301, 302):
        return str(risposta.status_code)
    return "login" if risposta.url.startswith(("/account/login/", "/admin/login/")) else "via"


def accedi(client, ruolo):
    if ruolo == "anonimo":
        return
    utente = make_utente(is_staff=ruolo != REFERENTE, is_superuser=ruolo == "amministratore")
    utente.groups.set(Group.objects.filter(name=ruolo))
    client.force_login(utente)


def test_every_named_address_has_a_line_and_every_line_an_address():
    assert set(nomi(get_resolver())) == set(matrice())


def test_every_model_of_the_admin_has_a_line():
    assert {modello._meta.label_lower for modello in admin.site._registry} == set(MODELLI)


@pytest.mark.parametrize("ruolo", RUOLI)
def test_what_each_role_finds(client, db, settings, ruolo):
    settings.CONTACT_EMAIL = "rete@example.org"
    attesi = {nome: esiti.split()[RUOLI.index(ruolo)] for nome, esiti in matrice().items()}
    accedi(client, ruolo)
    assert {nome: esito(client.get(percorso(nome))) for nome in attesi} == attesi


@pytest.mark.parametrize("ruolo", RUOLI[:3])
def test_a_post_to_the_admin_changes_nothing_for_who_does_not_keep_it(client, db, ruolo):
    """Adding, changing, deleting and restoring are refused on POST, not only hidden."""
    accedi(client, ruolo)
    scritture = ("_add", "_change", "_delete", "_simple_history")
    pagine = [nome for nome in matrice() if nome not in INDIRIZZI and nome.endswith(scritture)]
    rifiuto = "403" if ruolo == COMITATO else "login"
    assert {nome: esito(client.post(percorso(nome), {})) for nome in pagine} == dict.fromkeys(pagine, rifiuto)


@pytest.mark.parametrize("etichetta", ["ricerca.ricercasenzaesito", "ricerca.serviziomancante"])
def test_not_even_who_keeps_the_portal_writes_a_count(client, db, etichetta):
    accedi(client, "amministratore")
    nome = f"admin:{etichetta.replace('.', '_')}"
    scritture = {pagina: esito(client.post(percorso(f"{nome}_{pagina}"), {})) for pagina in ("add", "change")}
    assert scritture == {"add": "403", "change": "403"}
