// The recovery codes as a text file or on paper. They are on the page already; nothing is fetched.

const koder = () => [...document.querySelectorAll("[data-reservkoder] code")].map((kod) => kod.textContent);

for (const knapp of document.querySelectorAll("[data-skriv-ut]")) {
  knapp.hidden = false;
  knapp.addEventListener("click", () => print());
}

for (const knapp of document.querySelectorAll("[data-spara]")) {
  knapp.hidden = false;
  knapp.addEventListener("click", () => {
    const lank = document.createElement("a");
    lank.href = URL.createObjectURL(new Blob([koder().join("\r\n") + "\r\n"], { type: "text/plain" }));
    lank.download = knapp.dataset.spara;
    lank.click();
    URL.revokeObjectURL(lank.href);
  });
}
