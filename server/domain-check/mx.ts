import { type Finding, finding, shown } from "./finding.ts";
import type { DnsReads } from "./reads.ts";

/** Whether answers and bounces to the domain find their way. */
export async function checkMx(domain: string, dns: DnsReads): Promise<Finding> {
  const answer = await dns.mx(domain);
  if (answer.kind === "unanswered") return finding("mx", "unanswered", "mx.unanswered");
  if (answer.kind === "found") {
    const named = answer.records.filter(({ exchange }) => exchange !== "" && exchange !== ".");
    // RFC 7505: a single "." says that the domain takes no mail at all.
    if (named.length === 0) return finding("mx", "mend", "mx.takes-none");
    const first = named.reduce((best, one) => (one.priority < best.priority ? one : best));
    return finding("mx", "good", "mx.good", { host: shown(first.exchange) });
  }
  // RFC 5321 section 5.1: without a record, mail goes to the address of the domain itself.
  const own = await dns.address(domain);
  if (own.kind === "found") return finding("mx", "good", "mx.own-address");
  return own.kind === "none"
    ? finding("mx", "missing", "mx.missing")
    : finding("mx", "unanswered", "mx.unanswered");
}
