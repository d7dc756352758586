"""Training in the admin: courses with their meetings, who is enrolled, certificates."""

from django.contrib import admin, messages
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminInSolaLettura, FiltroDaFare, RigheBase
from core.fogli import FORMATI
from imprese.admin import formazione_azioni as azioni
from imprese.formazione.attestati import in_pdf
from imprese.formazione.iscrizioni import scorri
from imprese.models import Attestato, Incontro, Iscrizione, Percorso


class IncontroInline(RigheBase):
    """The days of a course."""

    model = Incontro


def _senza_presenze(righe):
    """Return the courses with a meeting that is over and whose attendance nobody wrote."""
    finiti = Incontro.objects.filter(fine__lt=timezone.now(), presenze_il=None)
    return righe.filter(pk__in=finiti.values("percorso"))


class PercorsiFilter(FiltroDaFare):
    voci = {
        "presenze": (_("con presenze da registrare"), _senza_presenze),
        "bozze": (_("non pubblicati"), lambda righe: righe.filter(pubblicato=False)),
    }


@admin.register(Percorso)
class PercorsoAdmin(AdminBase):
    """A course: when seats grow, the waiting list moves by itself."""

    list_display = ["titolo", "posti", "pubblicato", "iscrizioni_fino", "dimostrativo"]
    list_filter = [PercorsiFilter, "pubblicato", "dimostrativo"]
    search_fields = ["titolo", "sommario", "programma"]
    filter_horizontal = ["fonti"]
    readonly_fields = ["vita", "iscritti"]
    inlines = [IncontroInline]

    def get_urls(self):
        vista = self.admin_site.admin_view
        pagine = [
            ("incontri/<int:pk>/presenze/", azioni.PresenzeView, "attendance"),
            ("<int:pk>/attestati/", azioni.AttestatiView, "certificates"),
            ("<int:pk>/iscritti.<slug:formato>", azioni.ElencoIscrittiView, "enrolled"),
            ("<int:pk>/annulla/", azioni.AnnullaPercorsoView, "cancel"),
            ("<int:pk>/avvisa/", azioni.AvvisaView, "notify"),
        ]
        return [
            path(p, vista(v.as_view(admin_site=self.admin_site)), name=f"imprese_percorso_{n}")
            for p, v, n in pagine
        ] + super().get_urls()

    def save_related(self, request, form, formsets, change):
        """Save, then give the seats that are free to who waits."""
        super().save_related(request, form, formsets, change)
        self._ricorda_chi_e_iscritto(request, form, formsets)
        Percorso.objects.select_for_update().get(pk=form.instance.pk)
        scorri(Percorso.objects.con_date().get(pk=form.instance.pk))

    def _ricorda_chi_e_iscritto(self, request, form, formsets):
        """Say that who is enrolled does not know yet of another day or place."""
        cambiati = {"luogo", "comune", "collegamento"} & set(form.changed_data)
        if not cambiati and not any(formset.has_changed() for formset in formsets):
            return
        if form.instance.iscrizioni.sedute().exists():
            testo = format_html(
                '{} <a href="{}">{}</a>',
                _("Hai cambiato giorni o luogo: chi è iscritto non lo sa ancora."),
                _pagina("notify", form.instance.pk),
                _("Scrivi agli iscritti"),
            )
            messages.warning(request, testo)

    @admin.display(description=_("a che punto è"))
    def vita(self, percorso):
        """Return whether it was called off and why."""
        if percorso.annullato_il is None:
            return _("in programma") if percorso.pubblicato else _("non pubblicato")
        return _("annullato: %(perche)s") % {"perche": percorso.annullato_perche}

    @admin.display(description=_("iscritti"))
    def iscritti(self, percorso):
        """Return how many, and the ways to attendance, certificates, list, notice, calling it off."""
        if not percorso.pk:
            return "–"
        righe = Iscrizione.objects.filter(percorso=percorso)
        conti = {stato: righe.filter(stato=stato).count() for stato in ("confermata", "in_lista")}
        return format_html(
            "{} · {}",
            _("%(si)s iscritti, %(lista)s in lista")
            % {"si": conti["confermata"], "lista": conti["in_lista"]},
            format_html_join(" · ", '<a href="{}">{}</a>', _vie(percorso)),
        )


def _vie(percorso):
    """Return (address, words) of what may be done with a course."""
    vie = [
        (
            _pagina("attendance", i.pk),
            _("presenze del %(g)s") % {"g": f"{timezone.localtime(i.inizio):%d/%m}"},
        )
        for i in percorso.incontri.all()
    ]
    vie.append((_pagina("certificates", percorso.pk), _("rilascia gli attestati")))
    vie += [
        (_pagina("enrolled", percorso.pk, f), _("elenco in %(f)s") % {"f": nome})
        for f, nome in FORMATI.items()
    ]
    if percorso.annullato_il is None:
        vie.append((_pagina("notify", percorso.pk), _("scrivi agli iscritti")))
        vie.append((_pagina("cancel", percorso.pk), _("annulla il percorso")))
    return vie


def _pagina(nome, *argomenti):
    return reverse(f"admin:imprese_percorso_{nome}", args=argomenti)


@admin.register(Iscrizione)
class IscrizioneAdmin(AdminInSolaLettura):
    """Read here; asked, confirmed and cancelled by who enrols."""

    list_display = ["__str__", "percorso", "stato", "in_fila_il", "anonima_il"]
    list_filter = ["stato", "percorso"]
    list_select_related = ["percorso"]
    search_fields = ["ente", "email", "percorso__titolo"]
    fields = [
        *("percorso", "ente", "partecipante", "email", "stato", "chiesta_il", "in_fila_il"),
        *("promossa_il", "annullata_il", "promemoria", "ricordata_il", "anonima_il"),
    ]

    def has_delete_permission(self, request, obj=None):
        """Return False: who enrolled cancels, and the data end by themselves."""
        return False


@admin.register(Attestato)
class AttestatoAdmin(AdminInSolaLettura):
    """The certificates given, each with its PDF."""

    list_display = ["codice", "iscrizione", "rilasciato_il", "minuti"]
    list_select_related = ["iscrizione"]
    search_fields = ["codice"]
    fields = ["codice", "iscrizione", "rilasciato_il", "minuti", "pdf"]
    readonly_fields = ["pdf"]

    def has_delete_permission(self, request, obj=None):
        """Return False: a certificate given stays."""
        return False

    def get_urls(self):
        vista = self.admin_site.admin_view(self.pdf_view)
        return [path("<int:pk>/attestato.pdf", vista, name="imprese_attestato_pdf"), *super().get_urls()]

    def pdf_view(self, request, pk):
        """Return the PDF; raise Http404 for who may not look, or when there is none."""
        righe = Attestato.objects.select_related("iscrizione__percorso")
        attestato = righe.filter(pk=min(pk, 2**63 - 1), iscrizione__anonima_il=None).first()
        if attestato is None or not self.has_view_permission(request, attestato):
            raise Http404
        return in_pdf(attestato)

    @admin.display(description=_("PDF"))
    def pdf(self, attestato):
        return format_html(
            '<a href="{}">PDF</a>', reverse("admin:imprese_attestato_pdf", args=[attestato.pk])
        )
