import { wordsOfCode } from "#server/delivery/texting/twilio-codes.ts";
import type { Reads } from "#server/reads/reads.ts";
import type { TextReturn } from "#server/store/alert-reads.ts";
import type { Found } from "#server/store/alerts.ts";
import type { Check } from "./check.ts";

const DAY_MS = 24 * 3_600_000;
/** A few phones are always off, or out of use. */
const RETURNED_MIN = 5;
const RETURNED_SHARE = 0.2;

/** Too many text messages do not arrive, though the service had taken them: it tells why only afterwards. */
export const textReturns: Check = {
  code: "texts.returned",
  async find({ reads, now }) {
    const since = now - DAY_MS;
    const byChannel = Map.groupBy(await reads.countTextReturns(since), ({ channel }) => channel);
    const found = await Promise.all([...byChannel.values()].map((returns) => judge(reads, returns, since)));
    return found.flat();
  },
};

/** Those of one channel. */
async function judge(reads: Reads, returns: TextReturn[], since: number): Promise<Found[]> {
  const [commonest] = returns.toSorted((a, b) => b.count - a.count);
  const count = returns.reduce((sum, one) => sum + one.count, 0);
  if (!commonest || count < RETURNED_MIN) return [];
  const { channel, code } = commonest;
  // Counted only as far as it could still matter.
  const limit = Math.floor(count / RETURNED_SHARE) + 1;
  // What was sent before may have come back only now.
  const of = Math.max(count, await reads.countSent({ channel, since, limit }));
  if (count / of < RETURNED_SHARE) return [];
  const percent = Math.round((count / of) * 100);
  return [{ subject: channel, values: { count, of, percent, answer: wordsOfCode(code) } }];
}
