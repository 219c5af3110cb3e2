import type { BounceKind } from "#drizzle/tables.ts";

/** What whoever sent an email back said of it. */
export interface BounceReport {
  /** A complaint: the person called it spam. */
  kind: "bounce" | "complaint";
  /** The enhanced status code (RFC 3463), "5.1.1", where one is known. */
  code: string | null;
  /** What a sending service made of it, where one did. */
  hint: "hard" | "soft" | null;
  /** The receiving side's own words. */
  detail: string;
}

/**
 * Why an email came back:
 * - `no-mailbox`: the address does not exist.
 * - `full`, `temporary`, `refused`: it may go well another time.
 * - `policy`: the receiving side refuses this shop's emails, whomever they are for.
 * - `our-address`: the address that it was sent from is at fault.
 * - `complaint`: the person called it spam.
 */
export type Verdict =
  | "no-mailbox"
  | "full"
  | "temporary"
  | "refused"
  | "policy"
  | "our-address"
  | "complaint";

/** RFC 3463, and 5.1.10, by which Exchange says that it does not know the recipient. */
const NO_MAILBOX = new Set(["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"]);
const OUR_ADDRESS = new Set(["5.1.7", "5.1.8"]);
const MAILBOX_FULL = new Set(["5.2.2", "4.2.2"]);
/** How servers without enhanced codes say it. */
const NO_MAILBOX_WORDS =
  /\b55[013]\b.*((user|mailbox|recipient|address|account)\b.{0,40}\b(unknown|not found|does(n't| not) exist|invalid)|(unknown|no such|invalid) (user|mailbox|recipient|address|account))/is;

/** The code counts first, since a service's own classes are coarser than what the receiving side said. */
export function judgeBounce({ kind, code, hint, detail }: BounceReport): Verdict {
  if (kind === "complaint") return "complaint";
  if (code !== null) {
    if (NO_MAILBOX.has(code)) return "no-mailbox";
    if (OUR_ADDRESS.has(code)) return "our-address";
    if (MAILBOX_FULL.has(code)) return "full";
    if (code.startsWith("4.")) return "temporary";
    if (code.startsWith("5.7.")) return "policy";
  }
  if (hint !== null) return hint === "hard" ? "no-mailbox" : "temporary";
  if (code !== null) return "refused";
  return NO_MAILBOX_WORDS.test(detail) ? "no-mailbox" : "refused";
}

/** How a verdict is counted. */
export function kindOf(verdict: Verdict): BounceKind {
  if (verdict === "no-mailbox") return "hard";
  return verdict === "complaint" ? "complaint" : "soft";
}

/** The verdict by which a stored bounce was written down. */
export function verdictOf({ kind, code }: { kind: BounceKind; code: string | null }): Verdict {
  if (kind === "hard") return "no-mailbox";
  return judgeBounce({ kind: kind === "complaint" ? kind : "bounce", code, hint: null, detail: "" });
}

/** Whether it counts towards giving an address up: only what lies with the mailbox does. */
export function liesWithMailbox(verdict: Verdict): boolean {
  return verdict === "full" || verdict === "temporary" || verdict === "refused";
}

/** The first enhanced status code in a server's words; null when there is none. */
export function enhancedCodeIn(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/.exec(text)?.[1] ?? null;
}
