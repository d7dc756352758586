"""A plain reader of iCalendar files, written apart from any library: RFC 5545, §3.1 and §3.3.11."""


def righe(testo):
    """Return the content lines, unfolded; fail for a line longer than 75 bytes or not ended by CR LF."""
    assert testo.endswith("\r\n")
    fisiche = testo[:-2].split("\r\n")
    assert not any("\n" in riga or "\r" in riga for riga in fisiche)
    assert max(len(riga.encode()) for riga in fisiche) <= 75
    logiche = []
    for riga in fisiche:
        if riga.startswith((" ", "\t")):
            logiche[-1] += riga[1:]
        else:
            logiche.append(riga)
    return logiche


def eventi(testo):
    """Return the events, dicts of name to text; what is inside an alarm is under “VALARM”, a dict."""
    trovati, aperti = [], []
    for riga in righe(testo):
        nome, valore = riga.split(":", 1)
        nome = nome.split(";", 1)[0]
        if nome == "BEGIN":
            aperti.append(valore)
            if valore == "VEVENT":
                trovati.append({})
            if valore == "VALARM":
                trovati[-1]["VALARM"] = {}
        elif nome == "END":
            assert aperti.pop() == valore
        elif "VALARM" in aperti:
            trovati[-1]["VALARM"][nome] = testo_semplice(valore)
        elif "VEVENT" in aperti:
            trovati[-1][nome] = testo_semplice(valore)
    assert aperti == []
    return trovati


def testo_semplice(valore):
    """Return a TEXT value without its escapes."""
    uscita, lettere = "", iter(valore)
    for lettera in lettere:
        if lettera != "\\":
            uscita += lettera
            continue
        seguente = next(lettere)
        uscita += "\n" if seguente in "nN" else seguente
    return uscita
