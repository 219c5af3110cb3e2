import type { ReasonValues } from "#workflows/reasons.ts";

/** What is looked at, in the order in which it is shown. */
export const CHECKS = ["from", "spf", "dkim", "dmarc", "alignment", "mx"] as const;
export type Check = (typeof CHECKS)[number];

/** unanswered: no name server said anything, so nobody can tell. */
export type FindingState = "good" | "mend" | "missing" | "unanswered";

/** What can be found. The page has words for each of them. */
export type FindingCode =
  | "from.free-mail"
  | "spf.good"
  | "spf.missing"
  | "spf.not-needed"
  | "spf.unanswered"
  | "spf.several"
  | "spf.several-elsewhere"
  | "spf.bad-term"
  | "spf.leads-nowhere"
  | "spf.loop"
  | "spf.too-many-lookups"
  | "spf.provider-missing"
  | "spf.lets-everybody"
  | "spf.open-end"
  | "dkim.good"
  | "dkim.short"
  | "dkim.missing"
  | "dkim.not-found"
  | "dkim.unanswered"
  | "dkim.several"
  | "dkim.revoked"
  | "dkim.unreadable"
  | "dkim.too-short"
  | "dkim.testing"
  | "dmarc.reject"
  | "dmarc.quarantine"
  | "dmarc.watching"
  | "dmarc.no-reports"
  | "dmarc.missing"
  | "dmarc.unanswered"
  | "dmarc.several"
  | "dmarc.unreadable"
  | "alignment.dkim"
  | "alignment.spf-only"
  | "alignment.needs-dkim"
  | "alignment.none"
  | "alignment.unanswered"
  | "mx.good"
  | "mx.own-address"
  | "mx.takes-none"
  | "mx.missing"
  | "mx.unanswered";

/** A record of the domain as it should be; `name` is whole, without a dot at its end. */
export interface DnsRecord {
  type: "TXT" | "MX";
  name: string;
  value: string;
}

/** What one look at a domain showed, as a code with values, so that the page can word it. */
export interface Finding {
  check: Check;
  state: FindingState;
  code: FindingCode;
  values: ReasonValues;
  /** What to publish to put it right; null where that cannot be told, or nothing is wrong. */
  publish: DnsRecord | null;
}

export function finding(
  check: Check,
  state: FindingState,
  code: FindingCode,
  values: ReasonValues = {},
  publish: DnsRecord | null = null,
): Finding {
  return { check, state, code, values, publish };
}

/** A text of somebody else's record, as it may be shown. */
export function shown(text: string): string {
  const SHOWN_MAX_CHARS = 120;
  const clean = text.replace(/[^\x20-\x7e]/g, "?");
  return clean.length > SHOWN_MAX_CHARS ? `${clean.slice(0, SHOWN_MAX_CHARS)}…` : clean;
}
