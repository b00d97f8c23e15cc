// The monthly review by keys: where the focus goes after a verdict. The keys themselves are in the rows (app.js).

const lage = document.querySelector("[data-lage]");

function goTo(row) {
  row.focus();
  if (lage && row.dataset.plats) lage.textContent = row.dataset.plats;
}

/** The next row without a verdict, else the first there is, else the end of the page. */
function nextAfter(row) {
  const all = [...document.querySelectorAll("[data-rad][data-att-bedoma]")];
  const after = all.find((other) => row.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  return after ?? all[0] ?? document.getElementById("avslut");
}

document.addEventListener("htmx:afterSwap", (event) => {
  const row = document.getElementById(event.detail.target.id);
  if (!row?.matches("[data-rad]")) return;
  const field = row.querySelector("[data-fel]") && row.querySelector("details[open] textarea");
  if (field) return field.focus();
  goTo(row.querySelector("[data-fel]") ? row : nextAfter(row));
});

document.addEventListener("focusin", (event) => {
  if (lage && event.target.matches("[data-rad]")) lage.textContent = event.target.dataset.plats;
});

document.addEventListener(
  "toggle",
  (event) => event.target.open && event.target.matches("[data-rad] details") && event.target.querySelector("textarea").focus(),
  true,
);

document.addEventListener("keydown", (event) => {
  const details = event.target.closest("[data-rad] details");
  if (!details?.open || event.isComposing) return;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    details.querySelector("button[type=submit]").click();
  }
  if (event.key === "Escape") {
    details.open = false;
    details.closest("[data-rad]").focus();
  }
});

const help = document.querySelector("[data-tangenthjalp]");
if (help) help.hidden = document.documentElement.dataset.snabbtangenter === "av";

const sent = document.getElementById(location.hash.slice(1));
if (sent?.matches("[data-rad], #avslut")) goTo(sent);
