
import aderenti.models.domande
import aderenti.models.persone
import core.documenti
import core.validatori
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('aderenti', '0003_persone_bis'),
        ('piani', '0001_initial'),
        ('territorio', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DomandaAdesione',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codice', models.CharField(default=aderenti.models.persone.nuovo_codice, editable=False, max_length=40, unique=True, verbose_name='codice')),
                ('stato', models.CharField(choices=[('inviata', 'da esaminare'), ('da_correggere', 'da correggere'), ('accolta', 'accolta'), ('respinta', 'respinta'), ('ritirata', 'ritirata')], default='inviata', max_length=15, verbose_name='stato')),
                ('denominazione', models.CharField(max_length=200, verbose_name="nome dell'ente o dell'impresa")),
                ('natura', models.CharField(choices=[('pubblico', 'pubblico'), ('privato', 'privato'), ('privato_non_profit', 'privato non profit')], max_length=20, verbose_name='natura')),
                ('codice_fiscale', models.CharField(max_length=16, validators=[core.validatori.valida_codice_fiscale], verbose_name='codice fiscale')),
                ('indirizzo', models.CharField(max_length=200, verbose_name='indirizzo')),
                ('cap', models.CharField(max_length=5, validators=[core.validatori.valida_cap], verbose_name='CAP')),
                ('sede_nome', models.CharField(blank=True, max_length=80, verbose_name='sede, se fuori dal territorio')),
                ('sito', models.URLField(blank=True, verbose_name='sito')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name="e-mail dell'ufficio")),
                ('telefono', models.CharField(blank=True, max_length=40, verbose_name="telefono dell'ufficio")),
                ('pec', models.EmailField(blank=True, max_length=254, verbose_name='PEC')),
                ('perche', models.TextField(max_length=2000, verbose_name='perché vuole aderire')),
                ('referente_ruolo', models.CharField(max_length=100, verbose_name='ruolo del referente')),
                ('referente_email', models.EmailField(max_length=254, verbose_name='e-mail di lavoro del referente')),
                ('documento', models.FileField(blank=True, storage=core.documenti.privati, upload_to=aderenti.models.domande.posto_del_documento, verbose_name='adesione firmata')),
                ('correzioni', models.JSONField(blank=True, default=dict, verbose_name='correzioni chieste')),
                ('motivo', models.TextField(blank=True, verbose_name='motivo')),
                ('inviata_il', models.DateTimeField(default=django.utils.timezone.now, verbose_name='inviata il')),
                ('decisa_il', models.DateTimeField(blank=True, null=True, verbose_name='chiusa il')),
                ('categoria', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aderenti.categoriaaderente', verbose_name='categoria')),
                ('comune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territorio.comune', verbose_name='comune della sede')),
                ('decisa_da', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decisa da')),
                ('forma_giuridica', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='aderenti.formagiuridica', verbose_name='forma giuridica')),
                ('organizzazione', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='domande_adesione', to='aderenti.organizzazione', verbose_name='organizzazione')),
            ],
            options={
                'verbose_name': 'domanda di adesione',
                'verbose_name_plural': 'domande di adesione',
                'ordering': ['inviata_il', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EventoDomanda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tipo', models.CharField(choices=[('inviata', 'inviata'), ('da_correggere', 'chieste correzioni'), ('corretta', 'corretta e inviata di nuovo'), ('accolta', 'accolta'), ('respinta', 'respinta'), ('ritirata', 'ritirata')], max_length=15, verbose_name='che cosa')),
                ('quando', models.DateTimeField(default=django.utils.timezone.now, verbose_name='quando')),
                ('nota', models.TextField(blank=True, verbose_name='nota')),
                ('domanda', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eventi', to='aderenti.domandaadesione', verbose_name='domanda')),
                ('utente', models.ForeignKey(blank=True, help_text='Vuoto: chi ha inviato la domanda.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chi')),
            ],
            options={
                'verbose_name': 'evento di una domanda',
                'verbose_name_plural': 'eventi di una domanda',
                'ordering': ['quando', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GiroConferme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titolo', models.CharField(help_text='Per esempio: Conferme 2027.', max_length=80, unique=True, verbose_name='titolo')),
                ('aperto_il', models.DateField(default=django.utils.timezone.localdate, verbose_name='aperto il')),
                ('scade_il', models.DateField(help_text="Ultimo giorno in cui il link nell'e-mail funziona.", verbose_name='scade il')),
                ('chiuso_il', models.DateField(blank=True, null=True, verbose_name='chiuso il')),
                ('aperto_da', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='aperto da')),
                ('piano', models.ForeignKey(blank=True, help_text="Se c'è, chi conferma è confermato anche come aderente per questo ciclo.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='piani.piano', verbose_name='ciclo')),
            ],
            options={
                'verbose_name': 'giro di conferme',
                'verbose_name_plural': 'giri di conferme',
                'ordering': ['-aperto_il', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConfermaAdesione',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codice', models.CharField(default=aderenti.models.persone.nuovo_codice, editable=False, max_length=40, unique=True, verbose_name='codice')),
                ('indirizzi', models.JSONField(blank=True, default=list, verbose_name='scritto a')),
                ('promemoria', models.PositiveSmallIntegerField(default=0, verbose_name='promemoria mandati')),
                ('confermata_il', models.DateTimeField(blank=True, null=True, verbose_name='confermata il')),
                ('come', models.CharField(blank=True, choices=[('link', 'con il link'), ('area', "dall'area riservata"), ('ats', 'per telefono, con ATS')], max_length=4, verbose_name='come')),
                ('da', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registrata da')),
                ('organizzazione', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conferme', to='aderenti.organizzazione', verbose_name='organizzazione')),
                ('giro', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conferme', to='aderenti.giroconferme', verbose_name='giro')),
            ],
            options={
                'verbose_name': 'conferma annuale',
                'verbose_name_plural': 'conferme annuali',
                'ordering': ['organizzazione__denominazione', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RichiestaRecesso',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data', models.DateField(verbose_name='dal giorno')),
                ('motivo', models.TextField(max_length=1000, verbose_name='motivo')),
                ('stato', models.CharField(choices=[('in_attesa', 'in attesa di ATS'), ('registrata', 'registrata'), ('annullata', 'annullata')], default='in_attesa', max_length=10, verbose_name='stato')),
                ('chiesta_il', models.DateTimeField(default=django.utils.timezone.now, verbose_name='chiesto il')),
                ('chiusa_il', models.DateTimeField(blank=True, null=True, verbose_name='chiuso il')),
                ('chiesta_da', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chiesto da')),
                ('chiusa_da', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='chiuso da')),
                ('organizzazione', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='richieste_recesso', to='aderenti.organizzazione', verbose_name='organizzazione')),
            ],
            options={
                'verbose_name': 'richiesta di recesso',
                'verbose_name_plural': 'richieste di recesso',
                'ordering': ['chiesta_il', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='domandaadesione',
            index=models.Index(fields=['stato', 'inviata_il'], name='aderenti_domanda_stato'),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.UniqueConstraint(condition=models.Q(('stato__in', ['inviata', 'da_correggere'])), fields=('codice_fiscale',), name='aderenti_domanda_una_aperta', violation_error_message="C'è già una domanda aperta con questo codice fiscale."),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.CheckConstraint(condition=models.Q(('codice_fiscale__regex', '^(^[0-9]{11}$|^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$)$')), name='aderenti_domanda_codice_fiscale', violation_error_message='Il codice fiscale ha 11 cifre, o 16 caratteri per una persona.'),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.CheckConstraint(condition=models.Q(('cap__regex', '^[0-9]{5}$')), name='aderenti_domanda_cap', violation_error_message='Il CAP ha 5 cifre.'),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.CheckConstraint(condition=models.Q(('comune__isnull', False), models.Q(('sede_nome', ''), _negated=True), _connector='OR'), name='aderenti_domanda_sede', violation_error_message='Indica il comune della sede.'),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('organizzazione__isnull', False), ('stato', 'accolta')), models.Q(models.Q(('stato', 'accolta'), _negated=True), ('organizzazione__isnull', True)), _connector='OR'), name='aderenti_domanda_accolta', violation_error_message='Una domanda accolta, e solo quella, ha la sua organizzazione.'),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.CheckConstraint(condition=models.Q(('stato__in', ['inviata', 'da_correggere']), ('decisa_il__isnull', False), _connector='OR'), name='aderenti_domanda_decisa', violation_error_message='Una domanda chiusa dice quando è stata chiusa.'),
        ),
        migrations.AddConstraint(
            model_name='domandaadesione',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stato', 'respinta'), _negated=True), models.Q(('motivo', ''), _negated=True), _connector='OR'), name='aderenti_domanda_motivo', violation_error_message='Per respingere una domanda scrivi il motivo.'),
        ),
        migrations.AddConstraint(
            model_name='giroconferme',
            constraint=models.CheckConstraint(condition=models.Q(('scade_il__gt', models.F('aperto_il'))), name='aderenti_giro_scade', violation_error_message="La scadenza viene dopo l'apertura: controlla le date."),
        ),
        migrations.AddConstraint(
            model_name='confermaadesione',
            constraint=models.UniqueConstraint(fields=('giro', 'organizzazione'), name='aderenti_conferma_una_per_giro', violation_error_message='Questa organizzazione è già nel giro.'),
        ),
        migrations.AddConstraint(
            model_name='confermaadesione',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('come', ''), ('confermata_il__isnull', True)), models.Q(('confermata_il__isnull', False), models.Q(('come', ''), _negated=True)), _connector='OR'), name='aderenti_conferma_come', violation_error_message='Una conferma dice quando e come è arrivata.'),
        ),
        migrations.AddConstraint(
            model_name='richiestarecesso',
            constraint=models.UniqueConstraint(condition=models.Q(('stato', 'in_attesa')), fields=('organizzazione',), name='aderenti_recesso_uno_in_attesa', violation_error_message="C'è già una richiesta di recesso in attesa."),
        ),
        migrations.AddConstraint(
            model_name='richiestarecesso',
            constraint=models.CheckConstraint(condition=models.Q(('stato', 'in_attesa'), ('chiusa_il__isnull', False), _connector='OR'), name='aderenti_recesso_chiuso', violation_error_message='Una richiesta chiusa dice quando è stata chiusa.'),
        ),
    ]
