/** Forms that ask the device for a key: its answer goes in a hidden field, and the form leaves as any other. */
type Kind = "get" | "create";

const words: Record<string, string> = {
  NotAllowedError: "Rien n’a été confirmé. Vous pouvez recommencer.",
  InvalidStateError: "Cet appareil a déjà une clé pour ce compte.",
  SecurityError: "Cette adresse ne permet pas d’utiliser une clé.",
};

export {};

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  const field = form.querySelector<HTMLInputElement>('input[type=hidden][name$="Credential"]');
  const error = form.querySelector<HTMLElement>("[data-passkey-error]");
  if (!button || !field || !("credentials" in navigator) || !("PublicKeyCredential" in window)) continue;
  button.disabled = false;
  form.addEventListener("submit", event => {
    if (field.value) return;
    event.preventDefault();
    void ask(form.dataset.passkey as Kind, form.dataset.options ?? "{}").then(
      answer => {
        field.value = answer;
        form.requestSubmit(button);
      },
      (reason: unknown) => {
        if (!error) return;
        error.textContent = words[(reason as DOMException).name] ?? "Votre appareil n’a pas pu répondre. Recommencez.";
        error.hidden = false;
      });
  });
}

async function ask(kind: Kind, text: string): Promise<string> {
  const options = JSON.parse(text);
  const credential = kind === "get"
    ? await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    : await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  return JSON.stringify(credential);
}
