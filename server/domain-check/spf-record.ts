/** "-" fail, "~" soft fail, "?" neutral, "+" pass. */
export type Qualifier = "-" | "~" | "?" | "+";

/** What a record says of everybody whom nothing before it names. */
export type SpfAll = Qualifier | null;

export interface SpfRecord {
  /** The terms before `all`, in the record's order. */
  terms: SpfTerm[];
  all: SpfAll;
  /** Whose record holds instead, when this one has no `all`. */
  redirect: string | null;
}

interface SpfTerm {
  text: string;
  name: string;
  /** The domain it names; null for the domain of the record itself. */
  domain: string | null;
}

/** Longer than any record that a name server can hand out at once, and a bound on the work. */
const SPF_MAX_CHARS = 4_096;
const MECHANISM = /^([+\-?~]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?:([:/])(.*))?$/i;
const MODIFIER = /^([a-z][\w.-]*)=(.*)$/i;
/** RFC 7208 section 4.6.4: each of these makes the receiver ask a name server. */
const ASKING = new Set(["include", "a", "mx", "ptr", "exists"]);
/** These mean nothing without a domain behind them. */
const NEEDS_DOMAIN = new Set(["include", "exists", "ip4", "ip6"]);

export function isSpf(text: string): boolean {
  return /^v=spf1( |$)/i.test(text);
}

/** A record's terms (RFC 7208 section 4.6.1), or the first that cannot be read. */
export function parseSpf(text: string): SpfRecord | { badTerm: string } {
  if (text.length > SPF_MAX_CHARS) return { badTerm: text };
  const record: SpfRecord = { terms: [], all: null, redirect: null };
  for (const term of text.split(" ").slice(1).filter(Boolean)) {
    const mechanism = MECHANISM.exec(term);
    if (mechanism) {
      const name = mechanism[2]!.toLowerCase();
      const domain = mechanism[3] === ":" ? mechanism[4]!.replace(/\/.*$/, "") : null;
      if ((NEEDS_DOMAIN.has(name) || mechanism[3] === ":") && !domain) return { badTerm: term };
      if (name !== "all") {
        // What stands behind `all` is never looked at.
        if (record.all === null) record.terms.push({ text: term, name, domain });
        continue;
      }
      if (mechanism[3] !== undefined) return { badTerm: term };
      record.all ??= (mechanism[1] || "+") as Qualifier;
      continue;
    }
    const modifier = MODIFIER.exec(term);
    if (!modifier) return { badTerm: term };
    if (modifier[1]!.toLowerCase() !== "redirect") continue;
    if (record.redirect !== null || !modifier[2]) return { badTerm: term };
    record.redirect = modifier[2];
  }
  return record;
}

/** Whether the receiver asks a name server because of it. */
export function asks(term: SpfTerm): boolean {
  return ASKING.has(term.name);
}

/** The domain whose record decides with this one; null when the receiver makes it up out of each email. */
export function plainDomain(domain: string): string | null {
  return domain.includes("%") ? null : domain.toLowerCase().replace(/\.$/, "");
}

/** The record with this term in it, once. */
export function withTerm(text: string, term: string): string {
  const [version, ...terms] = text.split(" ").filter(Boolean);
  return [version, term, ...terms].join(" ");
}

/** The record with ~all at its end: who is not named is to be looked at with suspicion. */
export function withSoftFail(text: string): string {
  const terms = text.split(" ").filter((term) => term !== "" && !/^[+\-?~]?all$/i.test(term));
  return [...terms, "~all"].join(" ");
}

/** One record out of several, with the terms of all of them. */
export function mergeSpf(texts: readonly string[]): string {
  const terms = texts.flatMap((text) => text.split(" ").slice(1)).filter(Boolean);
  const kept = new Set(terms.filter((term) => !/^[+\-?~]?all$|^redirect=/i.test(term)));
  return ["v=spf1", ...kept, "~all"].join(" ");
}
