// Comfort on top of pages that work without it: drafts, keys, focus. No state is kept in the browser.

const PAUSE = 1000;
const RETRY = [5000, 15000, 30000, 60000];

/** Posts the form to its draft address after a pause or on leaving a field; retries until the network is back. */
class Utkast {
  #form;
  #status;
  #timer = 0;
  #failures = 0;
  #sent = "";
  #saving = null;

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-utkast-status]");
    this.#sent = this.#fingerprint();
    addEventListener("online", () => this.#failures && this.plan(0));
  }

  /** Plans no more; the save that is still on its way, or null. */
  stop() {
    clearTimeout(this.#timer);
    return this.#saving;
  }

  plan(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#saving ??= this.#save().finally(() => (this.#saving = null));
    }, delay);
  }

  #content() {
    const content = new FormData(this.#form);
    for (const [name, value] of [...content]) if (value instanceof File) content.delete(name);
    return content;
  }

  #fingerprint() {
    return new URLSearchParams(this.#content()).toString();
  }

  #say(text) {
    if (this.#status && this.#status.textContent !== text) this.#status.textContent = text;
  }

  async #save() {
    const fingerprint = this.#fingerprint();
    if (fingerprint === this.#sent) return;
    try {
      const answer = await fetch(this.#form.dataset.utkastUrl, {
        method: "POST",
        body: this.#content(),
        headers: { "X-Requested-With": "fetch" },
        redirect: "manual",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#sent = fingerprint;
      this.#failures = 0;
      const time = new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
      this.#say(`Utkast sparat ${time}`);
    } catch {
      this.#say("Utkastet kunde inte sparas just nu. Texten finns kvar här; låt sidan vara öppen, så görs ett nytt försök.");
      this.plan(RETRY[Math.min(this.#failures, RETRY.length - 1)]);
      this.#failures += 1;
    }
    if (!this.#failures && this.#fingerprint() !== this.#sent) this.plan(PAUSE);
  }
}

const drafts = new WeakMap();

/** The draft of the form an element stands in; made on first focus, so forms that arrive later are kept too. */
function draftOf(element) {
  const form = element.closest?.("form[data-utkast-url]");
  if (form && !drafts.has(form)) drafts.set(form, new Utkast(form));
  return drafts.get(form);
}

document.addEventListener("focusin", (event) => draftOf(event.target));
document.addEventListener("input", (event) => draftOf(event.target)?.plan(PAUSE));
document.addEventListener("focusout", (event) => draftOf(event.target)?.plan(0));

/** The form waits for a draft on its way: one that came in after the form would stand as unsent text. */
document.addEventListener(
  "submit",
  (event) => {
    const saving = drafts.get(event.target)?.stop();
    if (!saving) return;
    event.preventDefault();
    event.stopPropagation();
    saving.then(() => event.target.requestSubmit(event.submitter));
  },
  true,
);

const WRITING = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

const rows = () => [...document.querySelectorAll("[data-lista] [data-rad]")];
const rowInFocus = () => document.activeElement?.closest("[data-lista] [data-rad]");

/** Moves focus to the next or previous row, or to its link, which Enter then opens as any link. */
function moveRow(step) {
  const all = rows();
  if (!all.length) return false;
  const now = all.indexOf(rowInFocus());
  const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + step, 0), all.length - 1);
  const link = all[next].matches("[tabindex]") ? all[next] : all[next].querySelector("a[href], button");
  link?.focus();
  return Boolean(link);
}

/** Presses what says that it is pressed by this key: in the row in focus, or the first left to do, else on the page. */
function pressByKey(key) {
  if (!/^[a-zåäö]$/.test(key)) return false;
  const own = `[data-tangent="${key}"]`;
  const row = rowInFocus() ?? document.querySelector("[data-lista] [data-att-bedoma]");
  const target = row?.querySelector(own) ?? document.querySelector(`${own}:not([data-rad] *)`);
  target?.click();
  return Boolean(target);
}

function openDialog(id) {
  const dialog = document.getElementById(id);
  dialog?.showModal();
  return Boolean(dialog);
}

const KEYS = {
  "/": () => {
    const field = document.getElementById("sok");
    field?.focus();
    return Boolean(field);
  },
  "?": () => openDialog("tangenter"),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  ArrowDown: () => document.activeElement.matches("[data-rad][tabindex]") && moveRow(1),
  ArrowUp: () => document.activeElement.matches("[data-rad][tabindex]") && moveRow(-1),
  x: () => {
    const box = rowInFocus()?.querySelector("input[type=checkbox]");
    box?.click();
    return Boolean(box);
  },
};

const keysAreOff = () => document.documentElement.dataset.snabbtangenter === "av";

document.addEventListener("keydown", (event) => {
  if (keysAreOff() || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest(WRITING) || document.querySelector("dialog[open]")) return;
  if (KEYS[event.key]?.() || pressByKey(event.key)) event.preventDefault();
});

for (const button of document.querySelectorAll("[data-oppna]")) {
  button.hidden = keysAreOff();
  button.addEventListener("click", () => openDialog(button.dataset.oppna));
}

document.querySelector("[data-felruta]")?.focus();

for (const bild of document.querySelectorAll(".rullbar")) {
  const nu = bild.querySelector(".nu");  // the picture of a flow opens where the case stands
  if (nu) bild.scrollLeft += nu.getBoundingClientRect().left - bild.getBoundingClientRect().left - bild.clientWidth / 3;
}
