"""The admin site speaks Italian and has one door."""


def test_words_of_the_scripts_are_all_in_italian(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("capo@example.org"))
    catalogo = client.get("/admin/jsi18n/", headers={"accept-language": "it"}).content.decode()
    assert '"Choose all %s": "Scegli tutto: %s"' in catalogo
    assert '"Today": "Oggi"' in catalogo


def test_logout_and_password_of_the_admin_are_those_of_the_portal(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("capo@example.org"))
    assert client.post("/admin/logout/").url == "/account/logout/"
    assert client.get("/admin/password_change/").url == "/account/password/change/"
    assert client.get("/admin/password_change/done/").url == "/account/password/change/"


def test_signed_in_account_without_the_admin_is_refused_not_sent_round(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_user("chi@example.org"))
    assert client.get("/admin/", follow=True).status_code == 403
