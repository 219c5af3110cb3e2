import { escapeHtml } from "../escape-html.ts";
import type { LiquidGuard } from "./liquid-guard.ts";

/** What links of emails may lead to. */
const SAFE_SCHEME = /^(https?:\/\/|mailto:|tel:|sms:)/i;
const BARE_DOMAIN = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+([/?#]|$)/u;

/** An address that may be opened, or "": what `javascript:` and the like hide behind is none. */
export function safeLink(address: unknown): string {
  if (typeof address !== "string") return "";
  const trimmed = address.trim();
  // Only what begins with one of these is let through, so nothing hidden inside a scheme can pass.
  return SAFE_SCHEME.test(trimmed) ? trimmed.replace(/[\r\n\t]/g, "") : "";
}

/** An address of a design, as it is written into an attribute. */
export interface DesignAddress {
  /** Escaped; empty for an address that leads nowhere. */
  html: string;
  /** It holds Liquid at its beginning, so only each person's values tell whether it leads anywhere. */
  isOpen: boolean;
}

/**
 * Reads an address that the guard has hidden the Liquid of. One that begins with Liquid is looked at again for each
 * person; `/images/…` gets the app's own address in front of it, and `shop.example/sale` its scheme.
 */
export function designAddress(marked: string, guard: LiquidGuard, publicUrl: string): DesignAddress {
  const address = marked.trim();
  if (guard.startsMarked(address)) return { html: escapeHtml(address), isOpen: true };
  if (address.startsWith("/") && !address.startsWith("//")) {
    return { html: escapeHtml(`${publicUrl.replace(/\/$/, "")}${address}`), isOpen: false };
  }
  if (BARE_DOMAIN.test(address)) return { html: escapeHtml(`https://${address}`), isOpen: false };
  return { html: escapeHtml(safeLink(address)), isOpen: false };
}
