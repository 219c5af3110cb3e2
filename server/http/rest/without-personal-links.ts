import { withoutConsentLinks } from "#server/api/without-consent-links.ts";
import { escapeHtml } from "#server/delivery/escape-html.ts";

/** A link that notes a click: the message's id and where it leads, and 128 bits of signature. */
const CLICK = /https?:\/\/[^\s"'<>]*?\/c\/([\w-]+)\.[\w-]{22}(?![\w-])/g;
/** The picture that notes the opening. */
const OPEN = /(\/o\/[0-9a-z]+)\.[\w-]{22}(?=\.gif(?![\w-]))/g;
const CLICK_PAYLOAD = /^\d+ (https?:\/\/.+)$/s;

/**
 * What a customer got, for other programs to read: with every link to unsubscribe, to choose or to confirm made useless,
 * and links that note clicks replaced by where they lead. Whoever follows links in it does nothing in the customer's name.
 */
export function withoutPersonalLinks<Rendered extends object>(rendered: Rendered): Rendered {
  return withoutConsentLinks(untracked(rendered, "")) as Rendered;
}

function untracked(value: unknown, name: string): unknown {
  if (typeof value === "string") {
    const shown = (target: string) => (name === "html" ? escapeHtml(target) : target);
    return value
      .replace(CLICK, (link: string, payload: string) => {
        const target = CLICK_PAYLOAD.exec(Buffer.from(payload, "base64url").toString("utf8"))?.[1];
        return target === undefined ? link : shown(target);
      })
      .replace(OPEN, "$1.hidden");
  }
  if (Array.isArray(value)) return value.map((one) => untracked(one, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, untracked(inside, key)]));
}
