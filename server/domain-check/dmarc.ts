import { type Finding, finding } from "./finding.ts";
import type { DnsReads } from "./reads.ts";
import { readTags } from "./tags.ts";

/** No more labels than this are kept when the names above are asked. */
const LABELS_MAX = 8;

export type Policy = "none" | "quarantine" | "reject";

/** What holds for a domain, and the domain that says so. */
export type Dmarc =
  | { kind: "none" }
  | { kind: "unanswered"; at: string }
  | { kind: "several"; at: string; count: number }
  | { kind: "unreadable"; at: string }
  | { kind: "read"; at: string; policy: Policy; reports: boolean };

/** Looks at the domain and then at those above it, as receivers do; the topmost has at least two labels. */
export async function findDmarc(domain: string, dns: DnsReads): Promise<Dmarc> {
  for (const at of upwards(domain)) {
    const answer = await dns.txt(`_dmarc.${at}`);
    if (answer.kind === "unanswered") return { kind: "unanswered", at };
    // RFC 7489 section 6.6.3: whatever does not begin so is no record of this kind.
    const records = answer.kind === "found" ? answer.records.filter(isDmarc) : [];
    if (records.length > 1) return { kind: "several", at, count: records.length };
    if (records[0] !== undefined) return read(records[0], at, at !== domain);
  }
  return { kind: "none" };
}

/** What the policy means for what is sent, and the record that would do. */
export function judgeDmarc(
  dmarc: Dmarc,
  { domain, reportsTo }: { domain: string; reportsTo: string },
): Finding {
  const publish = (at: string) => ({
    type: "TXT" as const,
    name: `_dmarc.${at}`,
    value: `v=DMARC1; p=none; rua=mailto:${reportsTo}`,
  });
  switch (dmarc.kind) {
    case "none":
      return finding("dmarc", "missing", "dmarc.missing", {}, publish(domain));
    case "unanswered":
      return finding("dmarc", "unanswered", "dmarc.unanswered", { at: `_dmarc.${dmarc.at}` });
    case "several":
      return finding("dmarc", "mend", "dmarc.several", { at: `_dmarc.${dmarc.at}`, count: dmarc.count });
    case "unreadable":
      return finding("dmarc", "mend", "dmarc.unreadable", { at: `_dmarc.${dmarc.at}` }, publish(dmarc.at));
    case "read": {
      const { policy, at, reports } = dmarc;
      if (policy !== "none") return finding("dmarc", "good", `dmarc.${policy}`, { at });
      if (!reports) return finding("dmarc", "mend", "dmarc.no-reports", { at }, publish(at));
      return finding("dmarc", "good", "dmarc.watching", { at });
    }
  }
}

function isDmarc(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(;|$)/.test(text);
}

function read(text: string, at: string, inherited: boolean): Dmarc {
  const tags = readTags(text);
  const reports = /(^|,)\s*mailto:/i.test(tags.get("rua") ?? "");
  const said = (inherited && tags.get("sp")) || tags.get("p");
  const policy = said?.toLowerCase();
  if (policy === "none" || policy === "quarantine" || policy === "reject")
    return { kind: "read", at, policy, reports };
  // RFC 7489 section 6.6.3: with an address for reports, a policy that cannot be read counts as none.
  return reports ? { kind: "read", at, policy: "none", reports } : { kind: "unreadable", at };
}

/** a.b.shop.example, b.shop.example, shop.example */
function upwards(domain: string): string[] {
  const labels = domain.split(".");
  const above = labels.slice(1).map((_, n) => labels.slice(n + 1));
  return [labels, ...above.filter(({ length }) => length >= 2 && length < LABELS_MAX)].map((kept) =>
    kept.join("."),
  );
}
