import type { ServiceError } from "fauna";

/** The console on both pages: runs what is typed into the form, and shows its answer or its error. */
export function startConsole(ask: (query: string) => Promise<unknown>): void {
  const form = element<HTMLFormElement>("ask");
  const answer = element<HTMLOutputElement>("answer");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    answer.textContent = "…";
    answer.textContent = await ask(element<HTMLTextAreaElement>("query").value).then(toText, errorText);
  });
  document.body.dataset.ready = "true";
}

export function element<E extends HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

function toText(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Errors have a code, and a summary that shows where: those of the driver in an account of the query. */
function errorText(error: unknown): string {
  const { code, summary, queryInfo } = error as Partial<ServiceError> & { readonly summary?: string };
  return code === undefined ? String(error) : `${code}\n${summary ?? queryInfo?.summary ?? ""}`;
}
