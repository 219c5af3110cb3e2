import { z } from "zod";
import { checkDomain } from "#server/domain-check/check.ts";
import { mailDomains } from "#server/domain-check/mail-domains.ts";
import { dnsReads } from "#server/domain-check/reads.ts";
import { SELECTOR } from "#server/domain-check/selectors.ts";
import { owner, router } from "./trpc.ts";

/** Whoever asks: only domains that this shop sends from are looked up. */
export const domainCheckRouter = router({
  read: owner
    .input(
      z.object({
        /** Under which name the provider had the key published; absent: the usual names are tried. */
        selector: z
          .string()
          .trim()
          .regex(SELECTOR, "A selector has letters, digits, dots and hyphens, like mail2026")
          .optional(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const domains = mailDomains(ctx.env, ctx.keys, ctx.engine.live.settings, input.selector ?? null);
      const dns = dnsReads({ servers: ctx.env.DNS_SERVERS });
      return {
        checkedAt: ctx.clock.now(),
        domains: await Promise.all(domains.map((domain) => checkDomain(domain, dns))),
      };
    }),
});
