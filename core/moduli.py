"""The look of every form: one renderer, one field template, one BoundField class."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Render fields and error lists through the site's own templates."""

    field_template_name = "core/moduli/campo.html"
