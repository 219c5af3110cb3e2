import { fillInSecrets } from "#workflows/secret-references.ts";
import type { OutcomeValues } from "./outcome.ts";
import type { WebhookParts } from "./render-webhook.ts";

/** Where a webhook goes and with which headers, with the values of its secrets, and those values. */
export type FilledWebhook =
  | { kind: "filled"; url: string; headers: Record<string, string>; used: string[] }
  | { kind: "refused"; code: string; values: OutcomeValues };

/** Puts the secrets into the address and the headers of a webhook, just before it is called. */
export function fillInWebhookSecrets(
  { url, template, headers, secretMark }: Omit<WebhookParts, "method" | "body">,
  secrets: Readonly<Record<string, string>>,
): FilledWebhook {
  const known = new Map(Object.entries(secrets));
  const address = fillInSecrets(url, secretMark, known);
  if (address.kind === "missing") return missing(address.name);
  if (!leadsToSamePlace(template, address.text))
    return { kind: "refused", code: "webhook.address-moved", values: {} };
  const filled: Record<string, string> = {};
  for (const [name, text] of Object.entries(headers)) {
    const value = fillInSecrets(text, secretMark, known);
    if (value.kind === "missing") return missing(value.name);
    filled[name] = value.text;
  }
  return { kind: "filled", url: address.text, headers: filled, used: [...known.values()] };
}

function missing(name: string): FilledWebhook {
  return { kind: "refused", code: "webhook.secret-missing", values: { name } };
}

/** What is filled in belongs to a path or a query; were it to move the host, the secrets would go there too. */
function leadsToSamePlace(template: string, url: string): boolean {
  if (template === url) return true;
  const [before, after] = [URL.parse(template), URL.parse(url)];
  // Line breaks would silently be taken out of it.
  return !/[\r\n\t]/.test(url) && before !== null && before.origin === after?.origin;
}
