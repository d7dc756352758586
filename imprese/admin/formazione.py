"""Training in the admin: courses with their meetings, who is enrolled, attendance, certificates."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminInSolaLettura, FiltroDaFare, RigheBase
from core.admin.azioni import AzioneView, RigaInGestione
from core.fogli import FORMATI, scrivi
from imprese.formazione.attestati import in_pdf
from imprese.formazione.iscrizioni import scorri
from imprese.formazione.presenze import registra_presenze, rilascia_attestati
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


class PresenzeForm(forms.Form):
    """Who was there."""

    presenti = forms.ModelMultipleChoiceField(
        label=_("Chi c’era"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        iscritti = Iscrizione.objects.sedute().filter(percorso=riga.percorso_id)
        self.fields["presenti"].queryset = iscritti.order_by("ente", "pk")
        self.fields["presenti"].initial = riga.presenze.values_list("iscrizione", flat=True)


class PresenzeView(AzioneView):
    """Write who was at a meeting."""

    modello = Incontro
    permission_required = "imprese.change_percorso"
    form_class = PresenzeForm
    titolo = _("Presenze")
    bottone = _("Registra le presenze")
    fatto = _("Presenze registrate.")

    def scheda(self):
        """Return the sheet of the course."""
        return reverse("admin:imprese_percorso_change", args=[self.riga.percorso_id])

    def get_context_data(self, **kwargs):
        """Name the list the meeting belongs to."""
        return super().get_context_data(**kwargs) | {"elenco": "admin:imprese_percorso_changelist"}

    def esegui(self, form):
        """Write it."""
        registra_presenze(incontro=self.riga, presenti=form.cleaned_data["presenti"])


class NienteForm(forms.Form):
    """A confirmation alone."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class AttestatiView(AzioneView):
    """Give the certificates of a course."""

    modello = Percorso
    permission_required = "imprese.change_percorso"
    form_class = NienteForm
    titolo = _("Rilascia gli attestati")
    bottone = _("Rilascia")
    fatto = _("Attestati rilasciati: ognuno lo scarica dalla pagina della sua iscrizione.")
    pericolo = True

    def esegui(self, form):
        """Give them."""
        rilascia_attestati(percorso=self.riga)


class ElencoIscrittiView(RigaInGestione):
    """Who is enrolled, as a spreadsheet."""

    modello = Percorso
    permission_required = "imprese.view_iscrizione"

    def get(self, request, pk, formato):
        """Return the download; raise Http404 for another format."""
        if formato not in FORMATI:
            raise Http404
        titoli = [_("organizzazione"), _("chi partecipa"), _("e-mail"), _("stato"), _("presenze")]
        righe = self.riga.iscrizioni.filter(anonima_il=None).prefetch_related("presenze")
        dati = [
            [i.ente, i.partecipante, i.email, i.get_stato_display(), len(i.presenze.all())] for i in righe
        ]
        return scrivi(formato, f"iscritti-{self.riga.slug}", titoli, dati)


@admin.register(Percorso)
class PercorsoAdmin(AdminBase):
    """A course: when seats grow, the waiting list moves by itself."""

    list_display = ["titolo", "posti", "pubblicato", "iscrizioni_fino", "dimostrativo"]
    list_filter = [PercorsiFilter, "pubblicato", "dimostrativo"]
    search_fields = ["titolo", "sommario", "programma"]
    filter_horizontal = ["fonti"]
    readonly_fields = ["iscritti"]
    inlines = [IncontroInline]

    def get_urls(self):
        vista = self.admin_site.admin_view
        pagine = [
            ("incontri/<int:pk>/presenze/", PresenzeView, "attendance"),
            ("<int:pk>/attestati/", AttestatiView, "certificates"),
            ("<int:pk>/iscritti.<slug:formato>", ElencoIscrittiView, "enrolled"),
        ]
        return [
            path(p, vista(v.as_view(admin_site=self.admin_site)), name=f"imprese_percorso_{n}")
            for p, v, n in pagine
        ] + super().get_urls()

    def save_related(self, request, form, formsets, change):
        """Save, then give the seats that are free to who waits."""
        super().save_related(request, form, formsets, change)
        Percorso.objects.select_for_update().get(pk=form.instance.pk)
        scorri(Percorso.objects.con_date().get(pk=form.instance.pk))

    @admin.display(description=_("iscritti"))
    def iscritti(self, percorso):
        """Return how many, and the ways to attendance, certificates and list."""
        if not percorso.pk:
            return "–"
        righe = Iscrizione.objects.filter(percorso=percorso)
        conti = {stato: righe.filter(stato=stato).count() for stato in ("confermata", "in_lista")}
        link = [
            (
                reverse("admin:imprese_percorso_attendance", args=[i.pk]),
                _("presenze del %(g)s") % {"g": f"{i.inizio:%d/%m}"},
            )
            for i in percorso.incontri.all()
        ]
        link.append(
            (reverse("admin:imprese_percorso_certificates", args=[percorso.pk]), _("rilascia gli attestati"))
        )
        link += [
            (
                reverse("admin:imprese_percorso_enrolled", args=[percorso.pk, f]),
                _("elenco in %(f)s") % {"f": nome},
            )
            for f, nome in FORMATI.items()
        ]
        return format_html(
            "{} · {}",
            _("%(si)s iscritti, %(lista)s in lista")
            % {"si": conti["confermata"], "lista": conti["in_lista"]},
            format_html_join(" · ", '<a href="{}">{}</a>', link),
        )


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
