// One more line of a sheet without leaving the page; without scripts the button asks the server for it.
for (const gruppo of document.querySelectorAll("[data-righe]")) {
  const totale = gruppo.querySelector("[name$=-TOTAL_FORMS]"), modello = gruppo.querySelector("template");
  gruppo.querySelector("[data-aggiungi]").addEventListener("click", (evento) => {
    const numero = Number(totale.value);
    if (numero >= 80) return;
    evento.preventDefault();
    const elenco = gruppo.querySelector(".righe__elenco");
    elenco.insertAdjacentHTML("beforeend", modello.innerHTML.replaceAll("__prefix__", numero));
    totale.value = numero + 1;
    const riga = elenco.lastElementChild;
    riga.setAttribute("aria-label", `Riga ${numero + 1}`);
    riga.querySelector("input:not([type=hidden]), select").focus();
  });
}
