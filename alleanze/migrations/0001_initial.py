import core.vincoli
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('aderenti', '0001_initial'),
        ('core', '0002_fonte'),
        ('piani', '0001_initial'),
        ('territorio', '0001_initial'),
        ('utenti', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlleanzaLocale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('creato_il', models.DateTimeField(auto_now_add=True, verbose_name='creato il')),
                ('aggiornato_il', models.DateTimeField(auto_now=True, verbose_name='aggiornato il')),
                ('dimostrativo', models.BooleanField(db_index=True, default=False, help_text='Contenuto inventato per mostrare il portale: è segnato ovunque compare.', verbose_name='dati dimostrativi')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('slug', models.SlugField(blank=True, help_text='Si compila da solo. Se lo cambi, il vecchio indirizzo porta al nuovo.', max_length=120, unique=True, verbose_name='indirizzo breve')),
                ('nome', models.CharField(blank=True, help_text='Vuoto se non è noto.', max_length=150, verbose_name='nome')),
                ('descrizione', models.TextField(blank=True, verbose_name='che cosa fa')),
                ('accordo_data', models.DateField(blank=True, null=True, verbose_name='accordo di partenariato del')),
                ('accordo_fine', models.DateField(blank=True, null=True, verbose_name='accordo valido fino al')),
                ('accordo_file', models.FileField(blank=True, upload_to='accordi/', verbose_name='accordo')),
                ('ambito', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alleanze', to='territorio.ambito', verbose_name='ambito')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('piano', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alleanze', to='piani.piano', verbose_name='ciclo')),
            ],
            options={
                'verbose_name': 'Alleanza Locale',
                'verbose_name_plural': 'Alleanze Locali',
                'ordering': ['-piano__anno_dal', 'ambito__ordine'],
                'constraints': [models.UniqueConstraint(fields=('piano', 'ambito'), name='alleanze_alleanza_una_per_ambito', violation_error_message="In questo ciclo l'ambito ha già la sua Alleanza."), models.CheckConstraint(condition=models.Q(('accordo_fine__isnull', True), ('accordo_data__isnull', True), ('accordo_fine__gte', models.F('accordo_data')), _connector='OR'), name='alleanze_alleanza_accordo_date', violation_error_message="L'accordo scade prima della firma: controlla le date.")],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAlleanzaLocale',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('creato_il', models.DateTimeField(blank=True, editable=False, verbose_name='creato il')),
                ('aggiornato_il', models.DateTimeField(blank=True, editable=False, verbose_name='aggiornato il')),
                ('dimostrativo', models.BooleanField(db_index=True, default=False, help_text='Contenuto inventato per mostrare il portale: è segnato ovunque compare.', verbose_name='dati dimostrativi')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('slug', models.SlugField(blank=True, help_text='Si compila da solo. Se lo cambi, il vecchio indirizzo porta al nuovo.', max_length=120, verbose_name='indirizzo breve')),
                ('nome', models.CharField(blank=True, help_text='Vuoto se non è noto.', max_length=150, verbose_name='nome')),
                ('descrizione', models.TextField(blank=True, verbose_name='che cosa fa')),
                ('accordo_data', models.DateField(blank=True, null=True, verbose_name='accordo di partenariato del')),
                ('accordo_fine', models.DateField(blank=True, null=True, verbose_name='accordo valido fino al')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('ambito', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='territorio.ambito', verbose_name='ambito')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('piano', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='piani.piano', verbose_name='ciclo')),
            ],
            options={
                'verbose_name': 'historical Alleanza Locale',
                'verbose_name_plural': 'historical Alleanze Locali',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Partecipazione',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimostrativo', models.BooleanField(db_index=True, default=False, help_text='Contenuto inventato per mostrare il portale: è segnato ovunque compare.', verbose_name='dati dimostrativi')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('dal', models.DateField(blank=True, help_text='Primo giorno; vuoto se non è noto.', null=True, verbose_name='dal')),
                ('al', models.DateField(blank=True, help_text='Ultimo giorno; vuoto se è ancora in vigore.', null=True, verbose_name='al')),
                ('ruolo', models.CharField(choices=[('capofila', 'capofila'), ('partner', 'partner')], default='partner', max_length=10, verbose_name='ruolo')),
                ('alleanza', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partecipazioni', to='alleanze.alleanzalocale', verbose_name='Alleanza')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('organizzazione', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partecipazioni', to='aderenti.organizzazione', verbose_name='organizzazione')),
            ],
            options={
                'verbose_name': 'partecipazione',
                'verbose_name_plural': 'partecipazioni',
                'ordering': ['alleanza', 'ruolo', 'organizzazione__denominazione'],
                'constraints': [models.CheckConstraint(condition=models.Q(('al__isnull', True), ('dal__isnull', True), ('al__gte', models.F('dal')), _connector='OR'), name='alleanze_partecipazione_dal_al', violation_error_message='La data di fine viene prima di quella di inizio.'), models.UniqueConstraint(condition=models.Q(('al__isnull', True), ('ruolo', 'capofila')), fields=('alleanza',), name='alleanze_partecipazione_un_capofila', violation_error_message="L'Alleanza ha già un capofila: prima indica fino a quando lo è stato."), core.vincoli.SenzaSovrapposizioni(campi=('alleanza',), name='alleanze_partecipazione_capofila_date', solo_se={'ruolo': 'capofila'}, violation_error_message="In quei giorni l'Alleanza ha già un altro capofila."), core.vincoli.SenzaSovrapposizioni(campi=('alleanza', 'organizzazione'), name='alleanze_partecipazione_una_per_ente', solo_se={}, violation_error_message="In quei giorni l'organizzazione è già nell'Alleanza."), core.vincoli.Divieto(name='alleanze_partecipazione_natura_capofila', quando="NEW.ruolo = 'capofila'\n    AND EXISTS (\n        SELECT 1 FROM alleanze_alleanzalocale a JOIN piani_regolacapofila r ON r.piano_id = a.piano_id\n        WHERE a.id = NEW.alleanza_id)\n    AND NOT EXISTS (\n        SELECT 1 FROM alleanze_alleanzalocale a\n        JOIN piani_regolacapofila r ON r.piano_id = a.piano_id\n        JOIN aderenti_organizzazione o ON o.natura = r.natura\n        WHERE a.id = NEW.alleanza_id AND o.id = NEW.organizzazione_id)", violation_error_message='Le regole di questo ciclo non ammettono un capofila di questa natura.')],
            },
        ),
        migrations.CreateModel(
            name='Contributo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tipo', models.CharField(choices=[('tecnico', 'tecnico'), ('economico', 'economico'), ('di_contenuto', 'di contenuto')], max_length=20, verbose_name='tipo')),
                ('descrizione', models.CharField(blank=True, max_length=300, verbose_name='descrizione')),
                ('importo', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='importo (euro)')),
                ('in_natura', models.BooleanField(default=False, help_text='Ore di lavoro, locali, mezzi.', verbose_name='valorizzazione (non in denaro)')),
                ('partecipazione', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributi', to='alleanze.partecipazione', verbose_name='partecipazione')),
            ],
            options={
                'verbose_name': 'contributo',
                'verbose_name_plural': 'contributi',
                'constraints': [models.CheckConstraint(condition=models.Q(('importo__isnull', True), ('importo__gte', 0), _connector='OR'), name='alleanze_contributo_importo', violation_error_message="L'importo non può essere negativo."), models.CheckConstraint(condition=models.Q(models.Q(('tipo', 'economico'), _negated=True), ('importo__isnull', False), _connector='OR'), name='alleanze_contributo_economico_importo', violation_error_message="Per un contributo economico indica l'importo.")],
            },
        ),
    ]
