"""What the pages of a project in the area of a body say in words."""

from django import template

from progetti.area.parole import fra_quanto

register = template.Library()
register.filter("fra_quanto", fra_quanto)
