// Comfort on top of pages that work without it: drafts, keys, focus. No state is kept in the browser.

const PAUSE = 1000;
const RETRY = [5000, 15000, 30000, 60000];

const DOOR = document.getElementById("tidsgrans")?.dataset.dorr;
const LATER = "Utkastet kunde inte sparas just nu. Texten finns kvar här; låt sidan vara öppen, så görs ett nytt försök.";
const GONE = "Du når inte längre den här sidan, så texten kan inte sparas. Den finns kvar här tills du stänger sidan.";
const SIGNED_OUT = "Du är utloggad. Texten finns kvar här. Logga in i en ny flik, så sparas den när du är tillbaka.";

/** The answers of a page one is signed out from, or whose token is of an earlier log-in. */
const isShutOut = (answer) => answer.type === "opaqueredirect" || answer.status === 403;

/** Fetches the page anew, takes the token of the session that is now, and gives the answer back. */
async function renewToken() {
  const answer = await fetch(location.href, { redirect: "manual" });
  if (!answer.ok) return answer;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return answer;
}

/** Posts the form to its draft address after a pause or on leaving a field; retries until the network is back. */
class Utkast {
  #form;
  #status;
  #timer = 0;
  #failures = 0;
  #sent = "";
  #saving = null;
  mayLeave = false;

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-utkast-status]");
    this.#sent = this.#fingerprint();
    for (const event of ["online", "focus"]) addEventListener(event, () => this.#failures && this.plan(0));
  }

  plan(delay) {
    this.mayLeave = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#begin(), delay);
  }

  /** Whether the server has every word so far, or the form has been let go. */
  get isKept() {
    return this.mayLeave || (!this.#saving && !this.#failures && this.#fingerprint() === this.#sent);
  }

  /** Before the form itself is sent: saves what is left, and tells whether that went well. */
  async settle() {
    clearTimeout(this.#timer);
    await this.#saving;
    if (!this.isKept) await this.#begin();
    return !this.#failures;
  }

  #begin() {
    this.#saving ??= this.#save().finally(() => (this.#saving = null));
    return this.#saving;
  }

  #content() {
    const content = new FormData(this.#form);
    for (const [name, value] of [...content]) if (value instanceof File) content.delete(name);
    return content;
  }

  #fingerprint() {
    const content = this.#content();
    content.delete("csrfmiddlewaretoken");
    return new URLSearchParams(content).toString();
  }

  #say(text, link) {
    if (!this.#status || this.#status.textContent.startsWith(text)) return;
    this.#status.textContent = text;
    if (link) this.#status.append(" ", Object.assign(document.createElement("a"), link));
  }

  #post() {
    return fetch(this.#form.dataset.utkastUrl, {
      method: "POST",
      body: this.#content(),
      headers: { "X-Requested-With": "fetch" },
      redirect: "manual",
    });
  }

  async #save() {
    const fingerprint = this.#fingerprint();
    if (fingerprint === this.#sent && !this.#failures) return;
    let shutOut = false;
    try {
      let answer = await this.#post();
      if (answer.status === 403) {
        const page = await renewToken();
        if (page.ok) answer = await this.#post();
        else if (page.status === 404) answer = page;
      }
      if (answer.status === 404) {
        this.#failures += 1;
        return this.#say(GONE);
      }
      shutOut = isShutOut(answer);
      if (!answer.ok && answer.status !== 413) throw new Error(String(answer.status));
      this.#sent = fingerprint;
      this.#failures = 0;
      const time = new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });
      this.#say(answer.ok ? `Utkast sparat ${time}` : "Texten är för lång för ett utkast. Den finns kvar här.");
    } catch {
      if (shutOut) this.#say(SIGNED_OUT, { href: DOOR, target: "_blank", textContent: "Logga in" });
      else this.#say(LATER);
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

/** A form leaves only when its words are with the server: then nothing is lost if that has gone, or signed us out. */
document.addEventListener(
  "submit",
  (event) => {
    const { target: form, submitter } = event;
    const draft = drafts.get(form);
    if (!draft || draft.isKept) return;
    event.preventDefault();
    event.stopPropagation();
    form.dataset.skickas = "";
    draft.settle().then((kept) => {
      draft.mayLeave = kept;
      if (kept) form.requestSubmit(submitter);
      else delete form.dataset.skickas;
    });
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
