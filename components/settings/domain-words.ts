import type { DomainFinding } from "#components/shell/outputs.ts";

type Values = DomainFinding["values"];
interface Words {
  title: string;
  /** What it means, and what to do where something is to be done. */
  text: (values: Values) => string;
}

export const CHECK_NAMES: Record<DomainFinding["check"], { name: string; about: string }> = {
  from: { name: "Sender address", about: "Where your emails say that they come from" },
  spf: { name: "SPF", about: "Which servers may send for your domain" },
  dkim: { name: "DKIM", about: "A signature that proves an email is yours and unchanged" },
  dmarc: { name: "DMARC", about: "What receivers do with emails that fail both" },
  alignment: { name: "Same domain", about: "Whether the proof is for the domain that people see" },
  mx: { name: "Incoming mail", about: "Whether answers and returned emails reach you" },
};

export const STATE_WORDS: Record<DomainFinding["state"], string> = {
  good: "Good",
  mend: "To mend",
  missing: "Missing",
  unanswered: "No answer",
};

const UNANSWERED: Words = {
  title: "The name server did not answer",
  text: () => "Nobody can tell how this stands. Check again in a minute.",
};

const OWN_KEY =
  "This server signs your emails with a key of its own. Publish the record below, exactly as it stands.";

const WORDS: Record<DomainFinding["code"], Words> = {
  "from.free-mail": {
    title: "This address belongs to a mail provider",
    text: ({ domain }) =>
      `Only the owner of ${domain} can prove that an email is from there, so what your shop sends from it is refused or filed as spam. Use an address of a domain of your own.`,
  },
  "spf.good": {
    title: "One record, and it is in order",
    text: ({ all, lookups, max }) => `It ends in ${all} and needs ${lookups} of at most ${max} look-ups.`,
  },
  "spf.missing": {
    title: "There is no SPF record",
    text: () =>
      "Publish the record below. If your provider names another one for its customers, take that one instead.",
  },
  "spf.not-needed": {
    title: "Not needed with your provider",
    text: ({ provider }) =>
      `${provider} has emails returned to a domain of its own, and receivers look there. DKIM proves that they are yours.`,
  },
  "spf.unanswered": UNANSWERED,
  "spf.several": {
    title: "There is more than one SPF record",
    text: ({ count }) =>
      `Receivers ignore all ${count} of them: a domain may have one only. Put this one in their place.`,
  },
  "spf.several-elsewhere": {
    title: "A domain that your record points at has several records",
    text: ({ at, count }) =>
      `${at} has ${count} SPF records, so receivers take yours for broken. Ask the service that it belongs to, or take it out of your record.`,
  },
  "spf.bad-term": {
    title: "The SPF record has a mistake in it",
    text: ({ at, term }) =>
      `In the record of ${at}, receivers do not understand “${term}” and ignore the whole record. Correct it or take it out.`,
  },
  "spf.leads-nowhere": {
    title: "The SPF record points at a domain without one",
    text: ({ at }) =>
      `${at} has no SPF record, so receivers take yours for broken. Correct the name or take it out.`,
  },
  "spf.loop": {
    title: "The SPF record goes in a circle",
    text: ({ at }) => `It leads back to ${at}. Take out the part that points there.`,
  },
  "spf.too-many-lookups": {
    title: "The SPF record needs too many look-ups",
    text: ({ max }) =>
      `Receivers stop after ${max} and take the record for broken. Take out services that you do not use any more.`,
  },
  "spf.provider-missing": {
    title: "Your provider is not in the SPF record",
    text: ({ provider, include }) =>
      `${provider} sends for you, and its customers put include:${include} into their record. Put this one in its place.`,
  },
  "spf.lets-everybody": {
    title: "The SPF record lets everybody send as you",
    text: () => "It ends in +all, which is worth nothing to receivers. Put this one in its place.",
  },
  "spf.open-end": {
    title: "The SPF record does not say who may not send",
    text: () => "It should end in ~all, or in -all for a strict one. Put this one in its place.",
  },
  "dkim.good": {
    title: "There is a key, and it is strong enough",
    text: ({ name, type, bits }) => `${name} has ${wordKey(type, bits)}.`,
  },
  "dkim.short": {
    title: "There is a key; a longer one is advised",
    text: ({ name, type, bits, advised }) =>
      `${name} has ${wordKey(type, bits)}. Receivers accept it, and ${advised} bits are what to use today.`,
  },
  "dkim.missing": {
    title: "There is no key under this selector",
    text: ({ name }) =>
      `Nothing is published at ${name}. Check the selector, and publish the record that your provider shows for it.`,
  },
  "dkim.not-found": {
    title: "No key was found",
    text: ({ domain }) =>
      `None is published for ${domain} under the usual names. Switch on DKIM at your provider and publish the record that it shows. If it has done so already, enter its selector above.`,
  },
  "dkim.unanswered": UNANSWERED,
  "dkim.several": {
    title: "There are several keys under one selector",
    text: ({ name, count }) => `${name} has ${count} records. Keep the one that your provider shows.`,
  },
  "dkim.revoked": {
    title: "The key was withdrawn",
    text: ({ name }) =>
      `The record at ${name} has an empty key, so signatures made with it count no longer. Publish the one that your provider shows.`,
  },
  "dkim.unreadable": {
    title: "The key cannot be read",
    text: ({ name }) =>
      `The record at ${name} was probably cut off or changed when it was copied. Publish it again, whole.`,
  },
  "dkim.too-short": {
    title: "The key is too short",
    text: ({ name, type, bits, min }) =>
      `${name} has ${wordKey(type, bits)}, which receivers ignore. Make a new one of ${min} bits at your provider.`,
  },
  "dkim.testing": {
    title: "The key says that it is only being tried out",
    text: ({ name }) =>
      `The record at ${name} has t=y, so receivers may ignore its signatures. Take that part out.`,
  },
  "dmarc.reject": {
    title: "Forged emails are refused",
    text: ({ at }) => `The policy of ${at} is “reject”, the strictest.`,
  },
  "dmarc.quarantine": {
    title: "Forged emails go to spam",
    text: ({ at }) => `The policy of ${at} is “quarantine”.`,
  },
  "dmarc.watching": {
    title: "You are told of forged emails, and they are delivered",
    text: ({ at }) =>
      `The policy of ${at} is “none”. That is enough for Gmail and Yahoo. When the reports show nothing but your own emails passing, change it to p=quarantine.`,
  },
  "dmarc.no-reports": {
    title: "The policy changes nothing and nobody is told",
    text: ({ at }) =>
      `The policy of ${at} is “none” and names no address for reports. It is enough for Gmail and Yahoo, but you learn nothing from it. Put this one in its place.`,
  },
  "dmarc.missing": {
    title: "There is no DMARC record",
    text: () =>
      "Gmail and Yahoo ask for one from shops that write to many people. This one changes nothing for your emails and has reports sent to you.",
  },
  "dmarc.unanswered": UNANSWERED,
  "dmarc.several": {
    title: "There is more than one DMARC record",
    text: ({ at, count }) => `Receivers ignore all ${count} at ${at}. Keep one.`,
  },
  "dmarc.unreadable": {
    title: "The DMARC record has a mistake in it",
    text: ({ at }) =>
      `The record at ${at} names no policy that receivers know: p must be none, quarantine or reject. Put this one in its place.`,
  },
  "alignment.dkim": {
    title: "The signature is for the domain that people see",
    text: ({ domain }) => `An email that is signed with this key proves that it is from ${domain}.`,
  },
  "alignment.spf-only": {
    title: "Only SPF proves that an email is yours",
    text: ({ domain }) =>
      `That is lost when somebody has their mail forwarded. With a DKIM key for ${domain}, the proof travels along.`,
  },
  "alignment.needs-dkim": {
    title: "Nothing proves that an email is yours",
    text: ({ domain, provider }) =>
      `${provider} has emails returned to a domain of its own, so SPF says nothing of yours. Set up DKIM for ${domain} there.`,
  },
  "alignment.none": {
    title: "Nothing proves that an email is yours",
    text: ({ domain }) => `Put SPF or, better, DKIM for ${domain} in order, as said above.`,
  },
  "alignment.unanswered": UNANSWERED,
  "mx.good": { title: "Answers reach you", text: ({ host }) => `Mail to this domain goes to ${host}.` },
  "mx.own-address": {
    title: "Answers go to the domain's own server",
    text: () => "There is no MX record, so mail goes to the address of the domain itself.",
  },
  "mx.takes-none": {
    title: "This domain says that it takes no mail",
    text: () =>
      "Many receivers refuse emails that nobody could answer. Have your provider's MX record published instead.",
  },
  "mx.missing": {
    title: "Answers cannot reach you",
    text: () =>
      "Mail to this domain has nowhere to go, and many receivers refuse emails that nobody could answer. Have your provider's MX record published.",
  },
  "mx.unanswered": UNANSWERED,
};

export function wordFinding({ check, code, values, publish }: DomainFinding): {
  title: string;
  text: string;
} {
  const { title, text } = WORDS[code];
  // No provider has this record to show.
  if (check === "dkim" && publish) return { title, text: OWN_KEY };
  return { title, text: text(values) };
}

/** How a domain stands as a whole, in a few words. */
export function wordDomain(findings: readonly DomainFinding[]): { words: string; allGood: boolean } {
  const open = findings.filter(({ state }) => state === "mend" || state === "missing").length;
  if (open > 0) return { words: open === 1 ? "1 thing to do" : `${open} things to do`, allGood: false };
  const allGood = findings.every(({ state }) => state === "good");
  return { words: allGood ? "All in order" : "Not all could be checked", allGood };
}

function wordKey(type: Values[string] | undefined, bits: Values[string] | undefined): string {
  return type === "ed25519" ? "an Ed25519 key" : `an RSA key of ${bits} bits`;
}
