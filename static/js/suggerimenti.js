// Suggestions under the search fields: the combobox with a listbox of WAI-ARIA 1.2, over a field that works without it.
(() => {
  const ATTESA = 150, LETTERE = 2;

  function nodo(nome, attributi, testo = "") {
    const elemento = document.createElement(nome);
    for (const [chiave, valore] of Object.entries(attributi)) elemento.setAttribute(chiave, valore);
    elemento.textContent = testo;
    return elemento;
  }

  function arricchisci(campo) {
    const tipo = campo.dataset.suggerimenti, id = `${campo.id}-suggerimenti`;
    const elenco = nodo("div", { id, role: "listbox", class: "suggerimenti", hidden: "" });
    const detto = nodo("p", { role: "status", class: "visually-hidden" });
    let voci = [], attiva = -1, timer, richiesta;

    const opzioni = () => elenco.querySelectorAll("[role=option]");

    function evidenzia(quale) {
      opzioni()[attiva]?.setAttribute("aria-selected", "false");
      attiva = quale;
      const opzione = opzioni()[attiva];
      if (!opzione) return campo.removeAttribute("aria-activedescendant");
      opzione.setAttribute("aria-selected", "true");
      campo.setAttribute("aria-activedescendant", opzione.id);
      opzione.scrollIntoView({ block: "nearest" });
    }

    function mostra(aperto) {
      elenco.hidden = !aperto;
      campo.setAttribute("aria-expanded", String(aperto));
      evidenzia(-1);
      if (!aperto) return;
      // Where the keyboard of a phone takes half of the screen, the list has the other half.
      if (window.visualViewport?.height < innerHeight * 0.8) campo.scrollIntoView({ block: "start" });
      else elenco.scrollIntoView({ block: "nearest" });
    }

    function ferma() {
      clearTimeout(timer);
      richiesta?.abort();
    }

    function chiudi() {
      ferma();
      mostra(false);
      detto.textContent = "";
    }

    function scrivi(risposta) {
      voci = risposta.voci;
      elenco.replaceChildren();
      let gruppo;
      voci.forEach((voce, n) => {
        if (voce.gruppo !== voci[n - 1]?.gruppo) {
          gruppo = nodo("ul", { role: "group", "aria-labelledby": `${id}-g${n}` });
          gruppo.append(nodo("li", { role: "presentation", id: `${id}-g${n}` }, voce.gruppo));
          elenco.append(gruppo);
        }
        const opzione = nodo("li", { role: "option", id: `${id}-${n}`, "aria-selected": "false" }, voce.etichetta);
        if (voce.nota) opzione.append(" ", nodo("small", {}, voce.nota));
        opzione.addEventListener("click", () => scegli(n));
        gruppo.append(opzione);
      });
      elenco.setAttribute("aria-label", risposta.nome);
      mostra(voci.length > 0);
      detto.textContent = risposta.annuncio;
    }

    async function chiedi() {
      ferma();
      const q = campo.value.trim();
      if (q.length < LETTERE) return chiudi();
      const questa = richiesta = new AbortController();
      try {
        const risposta = await fetch(`/suggerimenti/?${new URLSearchParams({ q, tipo })}`, { signal: questa.signal });
        const dati = risposta.ok && (await risposta.json());
        if (questa.signal.aborted) return;
        if (dati) scrivi(dati);
        else chiudi();
      } catch {
        if (!questa.signal.aborted) chiudi();
      }
    }

    function scegli(n) {
      const { testo, url } = voci[n];
      chiudi();
      if (url) return location.assign(url);
      campo.value = testo;
      if (tipo === "cosa") campo.form.requestSubmit();
    }

    function scorri(passo) {
      if (elenco.hidden) return chiedi();
      const prima = attiva < 0 && passo < 0 ? 0 : attiva;
      evidenzia((prima + passo + voci.length) % voci.length);
    }

    campo.addEventListener("keydown", (evento) => {
      if (evento.isComposing) return;
      const { key } = evento, aperto = !elenco.hidden;
      if (key === "ArrowDown" || key === "ArrowUp") scorri(key === "ArrowDown" ? 1 : -1);
      else if (key === "Enter" && aperto && attiva >= 0) scegli(attiva);
      else if (key === "Escape" && aperto) chiudi();
      else if (key === "Escape") return (campo.value = "");
      else return;
      evento.preventDefault();
    });
    campo.addEventListener("input", () => {
      ferma();
      evidenzia(-1);
      if (campo.value.trim().length < LETTERE) chiudi();
      else timer = setTimeout(chiedi, ATTESA);
    });
    campo.addEventListener("blur", chiudi);
    elenco.addEventListener("mousedown", (evento) => evento.preventDefault());

    campo.removeAttribute("list");
    campo.type = "text";
    const ruolo = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [chiave, valore] of Object.entries({ ...ruolo, autocomplete: "off", enterkeyhint: "search" })) {
      campo.setAttribute(chiave, valore);
    }
    campo.parentElement.classList.add("suggerimenti-campo");
    campo.after(elenco, detto);
  }

  document.querySelectorAll("input[data-suggerimenti]").forEach(arricchisci);
})();
