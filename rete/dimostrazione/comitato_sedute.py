"""The demo of the Comitato: seats of demo bodies, an example rulebook, a meeting held and one convened."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from aderenti.models import Organizzazione
from comitato.models import (
    Adempimento,
    CartaPunto,
    Componente,
    Presenza,
    PuntoOdg,
    Regolamento,
    Seduta,
    Seggio,
)
from comitato.sedute.convoca import DIMOSTRATIVE_DA
from piani.models import Piano
from rete.dimostrazione.enti import ENTI
from utenti.models import Utente

ACCOUNT = "comitato@example.org"
# Body of the ambito, (its place among the three, role, with a vote, on behalf of whom).
SEGGI = (
    ("sondrio", 0, Seggio.Ruolo.PRESIDENTE, True, ""),
    ("sondrio", 1, Seggio.Ruolo.COMPONENTE, True, "le cooperative sociali"),
    ("tirano", 0, Seggio.Ruolo.COMPONENTE, True, "i Comuni"),
    ("tirano", 2, Seggio.Ruolo.COMPONENTE, True, "le associazioni di famiglie"),
    ("morbegno", 0, Seggio.Ruolo.COMPONENTE, True, "i Comuni"),
    ("morbegno", 1, Seggio.Ruolo.INVITATO, False, ""),
)
PRIMA = (
    ("Approvazione del verbale della seduta precedente", "verbale", 10),
    ("Stato dei progetti del ciclo", "discussione", 40),
    ("Varie ed eventuali", "informativa", 10),
)
PROSSIMA = (
    ("Approvazione del verbale della seduta precedente", "verbale", 10),
    ("Progetti in ritardo: che cosa chiedere ai capofila", "decisione", 45),
    ("Calendario delle rilevazioni dell'anno prossimo", "informativa", 15),
    ("Varie ed eventuali", "informativa", 10),
)
NOTA = (
    "Progetti in ritardo, sintesi",
    "Documento dimostrativo: numeri e nomi sono inventati.",
    "Da leggere prima della seduta.",
)


def prepara_sedute(*, oggi):
    """Create the demo of the Comitato as of ``oggi``; return how many seats, 0 when they are there.

    Does nothing without the demo members. The account of the demo takes its seat as soon as it is there.
    """
    enti = [(_ente(slug, posto), *resto) for slug, posto, *resto in SEGGI]
    if not all(ente for ente, *_resto in enti):
        return 0
    nuovi = 0
    if not Seggio.objects.filter(dimostrativo=True).exists():
        seggi = [_seggio(oggi, *voce) for voce in enti]
        nuovi = len(seggi)
        _regole(oggi)
        _tenuta(oggi, seggi)
        _convocata(oggi, seggi)
        _adempimenti(oggi)
    _account(oggi)
    return nuovi


def rimuovi_sedute():
    """Delete the demo of the Comitato; what was recorded on its meetings goes first."""
    Seduta.objects.filter(dimostrativo=True).delete()
    Componente.objects.filter(seggio__dimostrativo=True).delete()
    for modello in (Seggio, Regolamento, Adempimento):
        modello.objects.filter(dimostrativo=True).delete()


def _ente(slug, posto):
    return Organizzazione.objects.filter(denominazione=ENTI[slug][posto], dimostrativo=True).first()


def _seggio(oggi, ente, ruolo, con_voto, per_chi):
    return Seggio.objects.create(
        ente=ente,
        ruolo=ruolo,
        con_voto=con_voto,
        in_rappresentanza_di=per_chi,
        dal=oggi - timedelta(days=400),
        al=oggi + timedelta(days=700),
        dimostrativo=True,
    )


def _regole(oggi):
    Regolamento.objects.create(
        titolo="Regolamento di esempio",
        quorum_pct=50,
        deleghe_massime=1,
        giorni_convocazione=10,
        giorni_procedura_scritta=7,
        silenzio_assenso=True,
        dal=oggi - timedelta(days=400),
        nota="Inventato: il regolamento vero non è noto.",
        dimostrativo=True,
    )


def _seduta(oggi, giorni, numero, punti, **campi):
    """Return a demo meeting ``giorni`` from ``oggi``, at ten, with its agenda."""
    giorno = oggi + timedelta(days=giorni)
    inizio = timezone.make_aware(datetime.combine(giorno, time(10)))
    seduta = Seduta.objects.create(
        piano=Piano.objects.filter(stato=Piano.Stato.IN_CORSO).first(),
        inizio=inizio,
        anno=giorno.year,
        numero=DIMOSTRATIVE_DA + numero,
        convocata_il=inizio - timedelta(days=15),
        luogo="Sala di prova, Sondrio",
        dimostrativo=True,
        **campi,
    )
    for ordine, (titolo, tipo, minuti) in enumerate(punti, 1):
        PuntoOdg.objects.create(seduta=seduta, ordine=ordine, titolo=titolo, tipo=tipo, minuti=minuti)
    return seduta


def _tenuta(oggi, seggi):
    """Create the meeting of last month: four there, one by proxy, the guest without a vote absent."""
    seduta = _seduta(oggi, -30, 1, PRIMA, titolo="Come vanno i progetti", stato=Seduta.Stato.CHIUSA)
    modi = ["presente", "presente", "supplente", "delega", "presente", "assente"]
    for seggio, modo in zip(seggi, modi, strict=True):
        delegato = seggi[0] if modo == "delega" else None
        Presenza.objects.create(seduta=seduta, seggio=seggio, modo=modo, delegato=delegato)
    seduta.aperta_il, seduta.chiusa_il = seduta.inizio, seduta.inizio + timedelta(minutes=60)
    seduta.presenze_il = seduta.inizio + timedelta(minutes=5)
    seduta.save()


def _convocata(oggi, seggi):
    """Create the meeting of two weeks from now, with a paper and two answers."""
    seduta = _seduta(
        oggi,
        14,
        2,
        PROSSIMA,
        titolo="Progetti in ritardo e calendario",
        modo=Seduta.Modo.MISTA,
        collegamento="https://example.org/sala-di-prova",
        stato=Seduta.Stato.CONVOCATA,
    )
    seduta.convocata_il = timezone.now()
    seduta.save()
    carta = CartaPunto(
        punto=seduta.punti.get(ordine=2),
        titolo="Progetti in ritardo, sintesi",
        data=oggi,
        accesso=CartaPunto.Accesso.SEGGI,
    )
    carta.file.save("sintesi.pdf", ContentFile(_pdf()), save=False)
    carta.save()
    Presenza.objects.create(seduta=seduta, seggio=seggi[0], modo=Presenza.Modo.PRESENTE)
    Presenza.objects.create(seduta=seduta, seggio=seggi[2], modo=Presenza.Modo.DELEGA, delegato=seggi[0])


def _adempimenti(oggi):
    righe = (
        ("Relazione annuale sui progetti (dimostrativa)", 45, None),
        ("Riesame del documento di indirizzo (dimostrativo)", 120, None),
        ("Calendario delle sedute dell'anno (dimostrativo)", -60, -62),
    )
    for titolo, giorni, fatto in righe:
        Adempimento.objects.create(
            titolo=titolo,
            giorno=oggi + timedelta(days=giorni),
            ogni_anno=True,
            fatto_il=oggi + timedelta(days=fatto) if fatto else None,
            dimostrativo=True,
        )


def _account(oggi):
    """Seat the demo account, when it is there and has no place."""
    utente = Utente.objects.filter(email=ACCOUNT, dimostrativo=True).first()
    seggio = Seggio.objects.filter(dimostrativo=True, ente__denominazione=ENTI["sondrio"][1]).first()
    if utente and seggio and not Componente.objects.filter(utente=utente).exists():
        Componente.objects.create(seggio=seggio, utente=utente, dal=oggi - timedelta(days=300))


def _pdf():
    """Return a small PDF of one page that says it is invented, written by hand: it needs no library."""
    righe = " T* ".join(f"({riga}) Tj" for riga in NOTA)
    testo = f"BT /F1 14 Tf 60 760 Td 22 TL {righe} ET".encode("latin-1")
    oggetti = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (it-IT) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(testo), testo),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    corpo, posti = b"%PDF-1.4\n", []
    for numero, oggetto in enumerate(oggetti, 1):
        posti.append(len(corpo))
        corpo += b"%d 0 obj\n%s\nendobj\n" % (numero, oggetto)
    tavola = b"".join(b"%010d 00000 n \n" % posto for posto in posti)
    coda = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(corpo)
    return corpo + b"xref\n0 6\n0000000000 65535 f \n" + tavola + coda
