// Security keys: carries the server's question to the key and the key's answer back.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

async function post(form, address, content) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(content),
    redirect: "manual",
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function register(form) {
  const options = await post(form, form.dataset.borja, {});
  const key = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: keys(options.excludeCredentials),
    },
  });
  await post(form, form.dataset.klar, {
    namn: form.elements.namn.value,
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    clientExtensionResults: key.getClientExtensionResults(),
    response: {
      attestationObject: text(key.response.attestationObject),
      clientDataJSON: text(key.response.clientDataJSON),
      transports: key.response.getTransports?.() ?? [],
    },
  });
  location.assign(form.dataset.vidare);
}

async function use(form) {
  const options = await post(form, form.dataset.borja, {});
  const key = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: keys(options.allowCredentials),
    },
  });
  await post(form, form.dataset.klar, {
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    clientExtensionResults: key.getClientExtensionResults(),
    response: {
      authenticatorData: text(key.response.authenticatorData),
      clientDataJSON: text(key.response.clientDataJSON),
      signature: text(key.response.signature),
      userHandle: key.response.userHandle && text(key.response.userHandle),
    },
  });
  goOn(form.dataset.vidare);
}

/** Where the reader was going; what they had posted there is posted again. */
function goOn(address) {
  const asked = document.querySelector("form[data-bar-med]");
  if (!asked) return location.assign(address);
  asked.action = address;
  asked.querySelector("[name=bekrafta-kod]").disabled = true;
  asked.submit();
}

const CEREMONIES = { "[data-nyckel-ny]": register, "[data-nyckel-anvand]": use };

if (navigator.credentials && window.PublicKeyCredential) {
  for (const note of document.querySelectorAll("[data-utan-nyckel]")) note.hidden = true;
  for (const [which, ceremony] of Object.entries(CEREMONIES)) {
    for (const form of document.querySelectorAll(which)) {
      form.hidden = false;
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const status = form.querySelector("[data-nyckel-status]");
        status.textContent = "Följ webbläsarens anvisning och rör vid nyckeln.";
        try {
          await ceremony(form);
        } catch {
          status.textContent = "Det gick inte med den nyckeln. Försök igen, eller använd en engångskod.";
        }
      });
    }
  }
}
