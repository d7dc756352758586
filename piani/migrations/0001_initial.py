import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_fonte'),
        ('utenti', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPiano',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('creato_il', models.DateTimeField(blank=True, editable=False, verbose_name='creato il')),
                ('aggiornato_il', models.DateTimeField(blank=True, editable=False, verbose_name='aggiornato il')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('code', models.SlugField(help_text='Per esempio 2017-18.', max_length=20, verbose_name='codice')),
                ('titolo', models.CharField(max_length=200, verbose_name='titolo')),
                ('anno_dal', models.PositiveSmallIntegerField(verbose_name="dall'anno")),
                ('anno_al', models.PositiveSmallIntegerField(verbose_name="all'anno")),
                ('data_inizio', models.DateField(blank=True, null=True, verbose_name='inizio')),
                ('stato', models.CharField(choices=[('in_preparazione', 'in preparazione'), ('in_corso', 'in corso'), ('concluso', 'concluso')], max_length=20, verbose_name='stato')),
                ('atto_locale_data', models.DateField(blank=True, null=True, verbose_name="adottato dall'ATS il")),
                ('quota_alleanze_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='quota alle Alleanze (%)')),
                ('quota_sistema_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='quota alle azioni di sistema (%)')),
                ('quota_cofinanziamento_minima_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='cofinanziamento minimo (%)')),
                ('alleanze_previste', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Alleanze nella Montagna')),
                ('periodicita_monitoraggio_mesi', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='monitoraggio ogni (mesi)')),
                ('regole', models.TextField(blank=True, verbose_name='regole in breve')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical Piano territoriale',
                'verbose_name_plural': 'historical Piani territoriali',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Piano',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('creato_il', models.DateTimeField(auto_now_add=True, verbose_name='creato il')),
                ('aggiornato_il', models.DateTimeField(auto_now=True, verbose_name='aggiornato il')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('code', models.SlugField(help_text='Per esempio 2017-18.', max_length=20, unique=True, verbose_name='codice')),
                ('titolo', models.CharField(max_length=200, verbose_name='titolo')),
                ('anno_dal', models.PositiveSmallIntegerField(verbose_name="dall'anno")),
                ('anno_al', models.PositiveSmallIntegerField(verbose_name="all'anno")),
                ('data_inizio', models.DateField(blank=True, null=True, verbose_name='inizio')),
                ('stato', models.CharField(choices=[('in_preparazione', 'in preparazione'), ('in_corso', 'in corso'), ('concluso', 'concluso')], max_length=20, verbose_name='stato')),
                ('atto_locale_data', models.DateField(blank=True, null=True, verbose_name="adottato dall'ATS il")),
                ('quota_alleanze_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='quota alle Alleanze (%)')),
                ('quota_sistema_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='quota alle azioni di sistema (%)')),
                ('quota_cofinanziamento_minima_pct', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='cofinanziamento minimo (%)')),
                ('alleanze_previste', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Alleanze nella Montagna')),
                ('periodicita_monitoraggio_mesi', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='monitoraggio ogni (mesi)')),
                ('regole', models.TextField(blank=True, verbose_name='regole in breve')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
            ],
            options={
                'verbose_name': 'Piano territoriale',
                'verbose_name_plural': 'Piani territoriali',
                'ordering': ['-anno_dal'],
                'constraints': [models.CheckConstraint(condition=models.Q(('anno_al__gte', models.F('anno_dal'))), name='piani_piano_anni', violation_error_message='Il ciclo finisce prima di cominciare: controlla gli anni.'), models.CheckConstraint(condition=models.Q(('quota_alleanze_pct__isnull', True), ('quota_sistema_pct__isnull', True), ('quota_alleanze_pct', django.db.models.expressions.CombinedExpression(models.Value(100), '-', models.F('quota_sistema_pct'))), _connector='OR'), name='piani_piano_quote_cento', violation_error_message='Le quote alle Alleanze e alle azioni di sistema devono fare 100.'), models.CheckConstraint(condition=models.Q(('quota_cofinanziamento_minima_pct__isnull', True), ('quota_cofinanziamento_minima_pct__range', (0, 100)), _connector='OR'), name='piani_piano_cofinanziamento', violation_error_message='Il cofinanziamento minimo è una percentuale da 0 a 100.')],
            },
        ),
        migrations.CreateModel(
            name='LineaAzione',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('code', models.CharField(max_length=20, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9_.\\-]+$')], verbose_name='codice')),
                ('label', models.CharField(max_length=150, verbose_name='etichetta')),
                ('label_en', models.CharField(blank=True, max_length=150, verbose_name='etichetta in inglese')),
                ('ordine', models.PositiveSmallIntegerField(default=0, verbose_name='ordine')),
                ('ritirato_il', models.DateField(blank=True, help_text='Da questo giorno non si usa più per nuove schede.', null=True, verbose_name='ritirato il')),
                ('descrizione', models.TextField(blank=True, verbose_name='descrizione')),
                ('livello', models.CharField(choices=[('regionale', 'regionale'), ('montagna', "dell'ATS della Montagna")], max_length=20, verbose_name='livello')),
                ('corrisponde_a', models.ManyToManyField(blank=True, related_name='+', to='piani.lineaazione', verbose_name='simile alla linea')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('piano', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='linee', to='piani.piano', verbose_name='Piano')),
            ],
            options={
                'verbose_name': 'linea di azione',
                'verbose_name_plural': 'linee di azione',
                'ordering': ['piano', 'livello', 'ordine'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Bisogno',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('titolo', models.CharField(max_length=200, verbose_name='titolo')),
                ('descrizione', models.TextField(blank=True, verbose_name='descrizione')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('piano', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bisogni', to='piani.piano', verbose_name='Piano')),
            ],
            options={
                'verbose_name': 'bisogno',
                'verbose_name_plural': 'bisogni',
                'ordering': ['piano', 'titolo'],
                'constraints': [models.UniqueConstraint(fields=('piano', 'titolo'), name='piani_bisogno_unico', violation_error_message="Questo bisogno c'è già nel Piano.")],
            },
        ),
        migrations.CreateModel(
            name='Atto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='codice')),
                ('tipo', models.CharField(max_length=60, verbose_name='tipo')),
                ('numero', models.CharField(blank=True, max_length=30, verbose_name='numero')),
                ('data', models.DateField(blank=True, null=True, verbose_name='data')),
                ('data_precisione', models.CharField(choices=[('giorno', 'giorno'), ('mese', 'mese'), ('anno', 'anno'), ('entro', 'entro questa data')], default='giorno', max_length=10, verbose_name='precisione')),
                ('ente', models.CharField(max_length=100, verbose_name='ente')),
                ('titolo', models.CharField(max_length=400, verbose_name='titolo')),
                ('effetto', models.CharField(blank=True, max_length=300, verbose_name='effetto')),
                ('indirizzo', models.URLField(blank=True, max_length=500, verbose_name='indirizzo')),
                ('documento', models.FileField(blank=True, upload_to='atti/', verbose_name='documento')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('piano', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='atti', to='piani.piano', verbose_name='Piano')),
            ],
            options={
                'verbose_name': 'atto',
                'verbose_name_plural': 'atti',
                'ordering': ['-data', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Priorita',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('ordine', models.PositiveSmallIntegerField(default=0, verbose_name='ordine')),
                ('titolo', models.CharField(max_length=200, verbose_name='titolo')),
                ('descrizione', models.TextField(blank=True, verbose_name='descrizione')),
                ('bisogni', models.ManyToManyField(blank=True, related_name='priorita', to='piani.bisogno', verbose_name='bisogni')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('linee', models.ManyToManyField(blank=True, related_name='priorita', to='piani.lineaazione', verbose_name='linee di azione')),
                ('piano', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='priorita', to='piani.piano', verbose_name='Piano')),
            ],
            options={
                'verbose_name': 'priorità',
                'verbose_name_plural': 'priorità',
                'ordering': ['piano', 'ordine'],
                'constraints': [models.UniqueConstraint(fields=('piano', 'titolo'), name='piani_priorita_unica', violation_error_message="Questa priorità c'è già nel Piano.")],
            },
        ),
        migrations.CreateModel(
            name='RegolaCapofila',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('natura', models.CharField(choices=[('pubblico', 'pubblico'), ('privato', 'privato'), ('privato_non_profit', 'privato non profit')], max_length=20, verbose_name='natura ammessa')),
                ('piano', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='regole_capofila', to='piani.piano', verbose_name='Piano')),
            ],
            options={
                'verbose_name': 'natura ammessa come capofila',
                'verbose_name_plural': 'nature ammesse come capofila',
                'constraints': [models.UniqueConstraint(fields=('piano', 'natura'), name='piani_regola_capofila_unica', violation_error_message='Questa natura è già ammessa.')],
            },
        ),
        migrations.CreateModel(
            name='TerminePiano',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fine', models.DateField(verbose_name='fine')),
                ('deciso_il', models.DateField(blank=True, null=True, verbose_name='deciso il')),
                ('proroga', models.BooleanField(default=False, verbose_name='proroga')),
                ('atto', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='piani.atto', verbose_name='atto')),
                ('piano', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='termini', to='piani.piano', verbose_name='Piano')),
            ],
            options={
                'verbose_name': 'termine del Piano',
                'verbose_name_plural': 'termini del Piano',
                'ordering': ['piano', 'fine'],
                'constraints': [models.UniqueConstraint(fields=('piano', 'fine'), name='piani_termine_unico', violation_error_message="Questo termine c'è già.")],
            },
        ),
    ]
