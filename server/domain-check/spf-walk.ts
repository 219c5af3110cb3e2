import type { DnsReads } from "./reads.ts";
import { asks, isSpf, parseSpf, plainDomain, type SpfAll } from "./spf-record.ts";

/** RFC 7208 section 4.6.4: a receiver that would have to ask more often takes the record for broken. */
export const SPF_LOOKUPS_MAX = 10;

/** What a receiver comes to that reads the record of a domain and all that it points at. */
export type SpfWalk =
  | { kind: "none" }
  | { kind: "unanswered"; at: string }
  | { kind: "several"; at: string; records: string[] }
  | { kind: "bad-term"; at: string; term: string; record: string }
  /** A record points at a domain that has none itself. */
  | { kind: "leads-nowhere"; at: string; record: string }
  | { kind: "loop"; at: string; record: string }
  | { kind: "too-many-lookups"; record: string }
  | { kind: "read"; record: string; all: SpfAll; lookups: number; includes: string[] };

type Stop = Exclude<SpfWalk, { kind: "none" } | { kind: "read" }>;

/** Reads the SPF record of a domain the way a receiver does, and stops where a receiver would. */
export async function walkSpf(domain: string, dns: DnsReads): Promise<SpfWalk> {
  const top = await readOne(domain, dns);
  if (typeof top !== "string") return top ?? { kind: "none" };
  const walk = { record: top, lookups: 0, includes: new Set<string>() };
  const walked = await follow(walk, { domain, text: top, above: [domain] }, dns);
  if ("kind" in walked) return walked;
  return { kind: "read", record: top, all: walked.all, lookups: walk.lookups, includes: [...walk.includes] };
}

interface Walk {
  record: string;
  lookups: number;
  includes: Set<string>;
}

interface Place {
  domain: string;
  text: string;
  /** The domains that led here: one that comes again is a circle. */
  above: readonly string[];
}

async function follow(walk: Walk, place: Place, dns: DnsReads): Promise<Stop | { all: SpfAll }> {
  const parsed = parseSpf(place.text);
  const { record } = walk;
  if ("badTerm" in parsed) return { kind: "bad-term", at: place.domain, term: parsed.badTerm, record };
  for (const term of parsed.terms.filter(asks)) {
    walk.lookups += 1;
    if (walk.lookups > SPF_LOOKUPS_MAX) return { kind: "too-many-lookups", record };
    const target = term.name === "include" ? plainDomain(term.domain ?? "") : null;
    if (target === null) continue;
    walk.includes.add(target);
    const inner = await enter(walk, place, target, dns);
    if ("kind" in inner) return inner;
  }
  if (parsed.all !== null || parsed.redirect === null) return { all: parsed.all };
  walk.lookups += 1;
  if (walk.lookups > SPF_LOOKUPS_MAX) return { kind: "too-many-lookups", record };
  const target = plainDomain(parsed.redirect);
  if (target === null) return { all: null };
  walk.includes.add(target);
  return await enter(walk, place, target, dns);
}

async function enter(
  walk: Walk,
  { above }: Place,
  target: string,
  dns: DnsReads,
): Promise<Stop | { all: SpfAll }> {
  if (above.includes(target)) return { kind: "loop", at: target, record: walk.record };
  const text = await readOne(target, dns);
  if (text === null) return { kind: "leads-nowhere", at: target, record: walk.record };
  if (typeof text !== "string") return text;
  return await follow(walk, { domain: target, text, above: [...above, target] }, dns);
}

/** The one SPF record of a domain; null when it has none. */
async function readOne(domain: string, dns: DnsReads): Promise<string | Stop | null> {
  const answer = await dns.txt(domain);
  if (answer.kind === "unanswered") return { kind: "unanswered", at: domain };
  const records = answer.kind === "found" ? answer.records.filter(isSpf) : [];
  if (records.length > 1) return { kind: "several", at: domain, records };
  return records[0] ?? null;
}
