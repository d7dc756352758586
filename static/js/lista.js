// The shortlist kept in this browser: identifiers of services, no account. Where storage is refused the plain links stay.
{
  const MASSIMO = 30;
  const posto = document.querySelector(".lista-mia-posto"), mia = posto.querySelector("a"), voce = posto.querySelector("p");
  const indirizzo = mia.getAttribute("href");
  const vai = (chiavi) => indirizzo + "?" + chiavi.map((chiave) => "s=" + chiave).join("&");
  const tutti = (selettore) => document.querySelectorAll(selettore);
  const pagina = document.querySelector("[data-tieni]");
  const dellaPagina = pagina ? pagina.dataset.tieni.split(",").map(Number) : [];

  const leggi = () => {
    const testo = localStorage.getItem("lista");
    try { return JSON.parse(testo).filter(Number.isSafeInteger).slice(0, MASSIMO); } catch { return []; }
  };
  let attesa;
  const di = (nome) => {
    voce.textContent = posto.dataset[nome];
    clearTimeout(attesa);
    attesa = setTimeout(() => { voce.textContent = ""; }, 8000);
  };
  const uguale = () => String(leggi()) === String(dellaPagina);

  const mostra = () => {
    const chiavi = leggi();
    for (const link of tutti("[data-lista]")) {
      const dentro = chiavi.includes(+link.dataset.lista), testo = link.querySelector("span span");
      link.dataset.fuori ??= testo.textContent;
      link.setAttribute("role", "button");
      link.setAttribute("aria-pressed", dentro);
      testo.textContent = dentro ? link.dataset.listaDentro : link.dataset.fuori;
    }
    mia.hidden = !chiavi.length;
    mia.href = vai(chiavi);
    mia.querySelector("strong").textContent = chiavi.length;
    if (pagina) pagina.hidden = uguale();
    if (chiavi.length && !location.search && document.querySelector("[data-lista-vuota]")) location.replace(mia.href);
  };
  const tieni = (chiavi, nome) => { localStorage.setItem("lista", JSON.stringify(chiavi)); mostra(); di(nome); };

  const cambia = (chiave) => {
    const chiavi = leggi(), altre = chiavi.filter((altra) => altra !== chiave);
    if (altre.length < chiavi.length) tieni(altre, "tolto");
    else if (chiavi.length < MASSIMO) tieni([...chiavi, chiave], "messo");
    else di("piena");
  };
  const azioni = {
    lista: (dove, evento) => { cambia(+dove.dataset.lista); evento.preventDefault(); },
    togli: (dove) => { if (uguale()) cambia(+dove.dataset.togli); },
    tieni: () => tieni(dellaPagina, "tenuta"),
    copia: (dove) => navigator.clipboard.writeText(dove.dataset.copia).then(() => di("copiato"), () => {}),
    stampa: () => print(),
  };
  const clic = (evento) => {
    const dove = evento.target.closest("[data-lista],[data-togli],[data-tieni],[data-copia],[data-stampa]");
    const nome = dove && Object.keys(azioni).find((azione) => azione in dove.dataset);
    if (!nome || evento.ctrlKey || evento.metaKey || evento.shiftKey) return;
    try { azioni[nome](dove, evento); } catch { /* storage full or refused: the link does its work */ }
  };

  for (const bottone of tutti("[data-stampa]")) bottone.hidden = false;
  for (const bottone of tutti("[data-copia]")) bottone.hidden = !navigator.clipboard;
  addEventListener("click", clic);
  addEventListener("keydown", (evento) => {
    if (evento.key !== " " || !evento.target.matches("[data-lista][role]")) return;
    evento.preventDefault();
    evento.target.click();
  });
  try {
    mostra();
    addEventListener("storage", mostra);
    addEventListener("pageshow", mostra);
  } catch { /* storage refused */ }
  posto.hidden = false;
}
