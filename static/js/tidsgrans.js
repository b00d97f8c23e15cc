// Warns before the session ends, and makes it last when asked to. The server keeps the time; asking is not using.

const ruta = document.getElementById("tidsgrans");
const varning = Number(ruta.dataset.varning);
const nedrakning = ruta.querySelector("[data-nedrakning]");
let slut = Date.now() + Number(ruta.dataset.kvar) * 1000;
let timer = 0;

const kvar = () => Math.max(0, Math.round((slut - Date.now()) / 1000));

function inWords(sekunder) {
  if (sekunder < 60) return sekunder === 1 ? "1 sekund" : `${sekunder} sekunder`;
  const minuter = Math.ceil(sekunder / 60);
  return minuter === 1 ? "1 minut" : `${minuter} minuter`;
}

async function ask(address, options) {
  const answer = await fetch(address, { redirect: "error", ...options });
  if (!answer.ok) throw new Error(String(answer.status));
  const { sekunder, kan_forlangas: canLast } = await answer.json();
  slut = Date.now() + sekunder * 1000;
  ruta.querySelector("[data-arbetsdag]").hidden = canLast;
}

/** To the door, and after log-in back to this page. */
function leave() {
  location.assign(`${ruta.dataset.dorr}&next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Another tab may have been in use: only the server knows whether it is time to warn. */
async function tick() {
  clearTimeout(timer);
  if (kvar() > varning) {
    timer = setTimeout(tick, Math.min((kvar() - varning) * 1000, 60_000));
    return;
  }
  if (!ruta.open) {
    await ask(ruta.dataset.tid).catch(() => {});
    if (kvar() > varning) return tick();
    ruta.showModal(); // takes the focus from the field, which saves its draft
  }
  nedrakning.textContent = inWords(kvar());
  if (kvar() === 0) return leave();
  timer = setTimeout(tick, 1000);
}

ruta.querySelector("form").addEventListener("submit", async (event) => {
  const headers = { "X-CSRFToken": event.target.elements.csrfmiddlewaretoken.value };
  await ask(ruta.dataset.fortsatt, { method: "POST", headers }).catch(leave);
  tick();
});

document.addEventListener("visibilitychange", () => document.hidden || tick());
tick();
