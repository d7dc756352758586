import core.validatori
import core.vincoli
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_fonte'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ambito',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('creato_il', models.DateTimeField(auto_now_add=True, verbose_name='creato il')),
                ('aggiornato_il', models.DateTimeField(auto_now=True, verbose_name='aggiornato il')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('slug', models.SlugField(blank=True, help_text='Si compila da solo. Se lo cambi, il vecchio indirizzo porta al nuovo.', max_length=120, unique=True, verbose_name='indirizzo breve')),
                ('nome_ufficiale', models.CharField(max_length=150, unique=True, verbose_name='nome ufficiale')),
                ('nome', models.CharField(help_text='Come lo chiamano i cittadini: Bormio.', max_length=60, verbose_name='nome breve')),
                ('alias', models.CharField(blank=True, help_text='Per la ricerca, separati da punto e virgola.', max_length=300, verbose_name='altri nomi')),
                ('comune_di_riferimento', models.CharField(max_length=60, verbose_name='comune di riferimento')),
                ('codice_istat_riferimento', models.CharField(max_length=6, validators=[core.validatori.valida_codice_istat], verbose_name='codice ISTAT del comune di riferimento')),
                ('ente_capofila', models.CharField(blank=True, help_text='Vuoto se non è noto.', max_length=150, verbose_name="ente capofila dell'Ufficio di Piano")),
                ('territorio', models.CharField(max_length=60, verbose_name='territorio')),
                ('asst', models.CharField(blank=True, max_length=80, verbose_name='ASST nel 2017-2018')),
                ('provincia', models.CharField(choices=[('SO', 'Sondrio'), ('BS', 'Brescia'), ('CO', 'Como')], max_length=2, verbose_name='provincia')),
                ('lat', models.DecimalField(decimal_places=5, max_digits=8, verbose_name="latitudine dell'etichetta")),
                ('lon', models.DecimalField(decimal_places=5, max_digits=8, verbose_name="longitudine dell'etichetta")),
                ('appartenenza_dal', models.DateField(blank=True, null=True, verbose_name="nell'ATS dal")),
                ('appartenenza_al', models.DateField(blank=True, null=True, verbose_name="nell'ATS al")),
                ('ordine', models.PositiveSmallIntegerField(default=0, verbose_name='ordine')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
            ],
            options={
                'verbose_name': 'ambito',
                'verbose_name_plural': 'ambiti',
                'ordering': ['ordine', 'nome'],
                'constraints': [models.CheckConstraint(condition=models.Q(('appartenenza_al__isnull', True), ('appartenenza_al__gte', models.F('appartenenza_dal')), _connector='OR'), name='territorio_ambito_dal_al', violation_error_message="L'ambito non può uscire dall'ATS prima di esserci entrato.")],
            },
        ),
        migrations.CreateModel(
            name='Comune',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('creato_il', models.DateTimeField(auto_now_add=True, verbose_name='creato il')),
                ('aggiornato_il', models.DateTimeField(auto_now=True, verbose_name='aggiornato il')),
                ('slug', models.SlugField(blank=True, help_text='Si compila da solo. Se lo cambi, il vecchio indirizzo porta al nuovo.', max_length=120, unique=True, verbose_name='indirizzo breve')),
                ('codice_istat', models.CharField(max_length=6, unique=True, validators=[core.validatori.valida_codice_istat], verbose_name='codice ISTAT')),
                ('nome', models.CharField(max_length=80, verbose_name='nome')),
                ('alias', models.CharField(blank=True, help_text='Frazioni, vecchi comuni, grafie; con punto e virgola.', max_length=300, verbose_name='altri nomi')),
                ('provincia', models.CharField(choices=[('SO', 'Sondrio'), ('BS', 'Brescia'), ('CO', 'Como')], max_length=2, verbose_name='provincia')),
                ('nuts3', models.CharField(blank=True, max_length=5, verbose_name='codice NUTS 3')),
                ('cap', models.CharField(blank=True, max_length=5, validators=[core.validatori.valida_cap], verbose_name='CAP')),
                ('codice_catastale', models.CharField(blank=True, max_length=4, validators=[django.core.validators.RegexValidator('^[A-Z][0-9]{3}$')], verbose_name='codice catastale')),
                ('lat', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='latitudine')),
                ('lon', models.DecimalField(blank=True, decimal_places=5, max_digits=8, null=True, verbose_name='longitudine')),
                ('abitato_del_punto', models.CharField(blank=True, max_length=80, verbose_name='abitato del punto')),
                ('popolazione', models.PositiveIntegerField(blank=True, null=True, verbose_name='residenti')),
                ('popolazione_data', models.DateField(blank=True, null=True, verbose_name='residenti al')),
                ('popolazione_2020', models.PositiveIntegerField(blank=True, null=True, verbose_name='residenti al 1/1/2020')),
                ('altitudine', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='altitudine (m)')),
                ('superficie_kmq', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='superficie (km²)')),
                ('istituito_dal', models.DateField(blank=True, null=True, verbose_name='istituito dal')),
                ('cessato_il', models.DateField(blank=True, null=True, verbose_name='soppresso: ultimo giorno')),
                ('confluito_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessori', to='territorio.comune', verbose_name='confluito in')),
            ],
            options={
                'verbose_name': 'comune',
                'verbose_name_plural': 'comuni',
                'ordering': ['nome', 'codice_istat'],
                'constraints': [models.CheckConstraint(condition=models.Q(('codice_istat__regex', '^[0-9]{6}$')), name='territorio_comune_codice_istat', violation_error_message='Il codice ISTAT di un comune ha 6 cifre, zeri iniziali compresi.'), models.CheckConstraint(condition=models.Q(('cap', ''), ('cap__regex', '^[0-9]{5}$'), _connector='OR'), name='territorio_comune_cap', violation_error_message='Il CAP ha 5 cifre.'), models.CheckConstraint(condition=models.Q(models.Q(('cessato_il__isnull', True), ('confluito_in__isnull', True)), models.Q(('cessato_il__isnull', False), ('confluito_in__isnull', False)), _connector='OR'), name='territorio_comune_soppresso_confluito', violation_error_message="Per un comune soppresso indica l'ultimo giorno e il comune in cui è confluito.")],
            },
        ),
        migrations.CreateModel(
            name='AppartenenzaAmbito',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('certezza', models.CharField(blank=True, choices=[('S', 'letta in una fonte'), ('K', 'nota, da verificare'), ('I', 'dedotta o calcolata')], max_length=1, verbose_name='certezza')),
                ('nota', models.TextField(blank=True, help_text='La vedono solo gli operatori.', verbose_name='nota')),
                ('al', models.DateField(blank=True, help_text='Ultimo giorno; vuoto se è ancora in vigore.', null=True, verbose_name='al')),
                ('dal', models.DateField(verbose_name='dal')),
                ('ats_successiva', models.CharField(blank=True, max_length=80, verbose_name="ATS dopo l'uscita")),
                ('ambito', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appartenenze', to='territorio.ambito', verbose_name='ambito')),
                ('fonti', models.ManyToManyField(blank=True, related_name='+', to='core.fonte', verbose_name='fonti')),
                ('comune', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appartenenze', to='territorio.comune', verbose_name='comune')),
            ],
            options={
                'verbose_name': "appartenenza all'ambito",
                'verbose_name_plural': 'appartenenze agli ambiti',
                'ordering': ['comune__nome', 'dal'],
                'constraints': [models.CheckConstraint(condition=models.Q(('al__isnull', True), ('dal__isnull', True), ('al__gte', models.F('dal')), _connector='OR'), name='territorio_appartenenzaambito_dal_al', violation_error_message='La data di fine viene prima di quella di inizio.'), core.vincoli.SenzaSovrapposizioni(campi=('comune',), name='territorio_appartenenza_un_ambito', solo_se={}, violation_error_message='In quei giorni il comune è già in un ambito.')],
                'indexes': [models.Index(fields=['ambito', 'dal', 'al'], name='territorio_app_ambito_date')],
            },
        ),
        migrations.CreateModel(
            name='Adiacenza',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confine_m', models.PositiveIntegerField(verbose_name='confine comune (m)')),
                ('a', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territorio.comune', verbose_name='comune')),
                ('b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='territorio.comune', verbose_name='comune vicino')),
            ],
            options={
                'verbose_name': 'adiacenza',
                'verbose_name_plural': 'adiacenze',
                'constraints': [models.UniqueConstraint(fields=('a', 'b'), name='territorio_adiacenza_coppia', violation_error_message="Questa coppia di comuni c'è già."), models.CheckConstraint(condition=models.Q(('a__lt', models.F('b'))), name='territorio_adiacenza_ordine', violation_error_message='Ogni coppia si scrive una volta sola, con due comuni diversi in ordine.')],
            },
        ),
        migrations.CreateModel(
            name='PopolazioneEta',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('data', models.DateField(verbose_name='data')),
                ('eta', models.PositiveSmallIntegerField(verbose_name='età (anni compiuti)')),
                ('femmine', models.PositiveIntegerField(verbose_name='femmine')),
                ('maschi', models.PositiveIntegerField(verbose_name='maschi')),
                ('comune', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='popolazione_eta', to='territorio.comune', verbose_name='comune')),
            ],
            options={
                'verbose_name': 'popolazione per età',
                'verbose_name_plural': 'popolazione per età',
                'constraints': [models.UniqueConstraint(fields=('comune', 'data', 'eta'), name='territorio_popolazione_unica', violation_error_message="Per questo comune, data ed età il dato c'è già."), models.CheckConstraint(condition=models.Q(('eta__lte', 100)), name='territorio_popolazione_eta', violation_error_message="L'età va da 0 a 100 (100 e oltre).")],
            },
        ),
    ]
