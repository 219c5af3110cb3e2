import { domainToASCII } from "node:url";
import { dkimRecord, signsFor } from "#server/delivery/dkim.ts";
import { parseParty } from "#server/delivery/render.ts";
import { chosenSender } from "#server/engine/chosen-sender.ts";
import { openDkim } from "#server/engine/send-job.ts";
import type { Env } from "#server/env.ts";
import type { Keys } from "#server/keys.ts";
import type { Settings } from "#server/store/settings.ts";
import type { MailDomain } from "./check.ts";
import type { Route } from "./providers.ts";

/** The domains of all addresses that emails come from; none while nothing is set up. */
export function mailDomains(
  env: Pick<Env, "SMTP_URL" | "MAIL_FROM">,
  keys: Keys,
  { smtp, provider, dkim, senders }: Pick<Settings, "smtp" | "provider" | "dkim" | "senders">,
  selector: string | null,
): MailDomain[] {
  const from = env.SMTP_URL ? env.MAIL_FROM : (smtp ?? provider)?.from;
  const route = routeOf(env, { smtp, provider });
  // A service signs by itself.
  const key = dkim?.on && route.service === null ? openDkim(dkim, keys) : null;
  const byDomain = new Map<string, MailDomain>();
  // Nothing comes from the address of the mail server once there is a usual sender.
  const first = chosenSender(senders, "") === null ? [from ?? ""] : [];
  const addresses = [...first, ...senders.identities.map((identity) => identity.address)];
  for (const text of addresses) {
    const { address } = parseParty(text, "");
    const domain = domainToASCII(address.slice(address.lastIndexOf("@") + 1)).toLowerCase();
    if (domain === "") continue;
    const known = byDomain.get(domain);
    if (known?.addresses.includes(address)) continue;
    if (known) known.addresses.push(address);
    else {
      const signsWith =
        key && signsFor(key, `anybody@${domain}`)
          ? { domain: key.domain, selector: key.selector, record: dkimRecord(key).value }
          : null;
      byDomain.set(domain, { ...route, domain, addresses: [address], selector, signsWith });
    }
  }
  return [...byDomain.values()];
}

function routeOf(env: Pick<Env, "SMTP_URL">, { smtp, provider }: Pick<Settings, "smtp" | "provider">): Route {
  if (env.SMTP_URL) return { host: new URL(env.SMTP_URL).hostname, service: null };
  if (smtp) return { host: smtp.host, service: null };
  return { host: null, service: provider?.service ?? null };
}
