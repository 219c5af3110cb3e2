import { type DkimKey, judgeDkim, readDkim } from "./dkim.ts";
import { findDmarc, judgeDmarc } from "./dmarc.ts";
import { type Finding, finding } from "./finding.ts";
import { checkMx } from "./mx.ts";
import { isFreeMail, type Provider, providerOf, type Route } from "./providers.ts";
import type { DnsReads } from "./reads.ts";
import { USUAL_SELECTORS } from "./selectors.ts";
import { judgeSpf } from "./spf.ts";
import { walkSpf } from "./spf-walk.ts";

/** A domain that mail is sent from. */
export interface MailDomain extends Route {
  /** In lower case and ASCII. */
  domain: string;
  /** Addresses of it that mail comes from. */
  addresses: string[];
  /** Under which name its key is published; null when nobody has said. */
  selector: string | null;
  /** The key that this server signs its mail with, as it is to be published; null when it does not sign. */
  signsWith: { domain: string; selector: string; record: string } | null;
}

export interface DomainReport {
  domain: string;
  addresses: string[];
  provider: string | null;
  findings: Finding[];
}

/** Reads what receivers read of a domain, and says what they make of it. */
export async function checkDomain(mail: MailDomain, dns: DnsReads): Promise<DomainReport> {
  const { domain, addresses, host } = mail;
  const provider = providerOf(mail);
  const report = { domain, addresses, provider: provider?.name ?? null };
  if (isFreeMail(domain))
    return { ...report, findings: [finding("from", "mend", "from.free-mail", { domain })] };
  const [spf, dkim, dmarc, mx] = await Promise.all([
    walkSpf(domain, dns).then((walk) => judgeSpf(walk, { domain, host, provider })),
    checkDkim(mail, dns),
    findDmarc(domain, dns).then((found) => judgeDmarc(found, { domain, reportsTo: addresses[0]! })),
    checkMx(domain, dns),
  ]);
  return { ...report, findings: [spf, dkim, dmarc, judgeAlignment({ domain, spf, dkim, provider }), mx] };
}

async function checkDkim({ domain, selector, signsWith }: MailDomain, dns: DnsReads): Promise<Finding> {
  const look = async (name: string, at = domain) => ({
    selector: name,
    key: readDkim(await dns.txt(`${name}._domainkey.${at}`)),
  });
  if (selector !== null) return judgeDkim((await look(selector)).key, { domain, selector });
  if (signsWith !== null) {
    const { key } = await look(signsWith.selector, signsWith.domain);
    const judged = judgeDkim(key, signsWith);
    if (judged.state === "good" || judged.state === "unanswered") return judged;
    const name = `${signsWith.selector}._domainkey.${signsWith.domain}`;
    return { ...judged, publish: { type: "TXT", name, value: signsWith.record } };
  }
  const looks = await Promise.all(USUAL_SELECTORS.map((name) => look(name)));
  const best = looks.toSorted((a, b) => worth(b.key) - worth(a.key))[0]!;
  if (best.key.kind === "none") return finding("dkim", "missing", "dkim.not-found", { domain });
  return judgeDkim(best.key, { domain, selector: best.selector });
}

/** Of several keys the best one counts: which of them signs can only be seen in an email. */
function worth(key: DkimKey): number {
  if (key.kind === "key") return key.testing ? 3 : 4;
  return { none: 0, unanswered: 1, revoked: 2, unreadable: 2, several: 2 }[key.kind];
}

/** Whether what is proved is the very domain that people see as the sender (RFC 7489 section 3.1). */
function judgeAlignment({
  domain,
  spf,
  dkim,
  provider,
}: {
  domain: string;
  spf: Finding;
  dkim: Finding;
  provider: Provider | null;
}): Finding {
  if (dkim.state === "good") return finding("alignment", "good", "alignment.dkim", { domain });
  if (dkim.state === "unanswered" || spf.state === "unanswered")
    return finding("alignment", "unanswered", "alignment.unanswered");
  if (provider?.ownReturnPath)
    return finding("alignment", "missing", "alignment.needs-dkim", { domain, provider: provider.name });
  if (spf.state === "good") return finding("alignment", "mend", "alignment.spf-only", { domain });
  return finding("alignment", "missing", "alignment.none", { domain });
}
