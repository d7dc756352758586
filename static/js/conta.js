// Says that this sheet was opened, and that somebody followed a contact: two words, no cookie, nothing of who.
{
  const scheda = document.querySelector("[data-conta]");
  const di = (evento) => navigator.sendBeacon("/conta/", new URLSearchParams({ s: scheda.dataset.conta, e: evento }));
  di("vista");
  document.addEventListener("click", ({ target }) => { if (target.closest('a[href^="tel:"], a[href^="mailto:"], [data-contatto]')) di("contatto"); });
}
