import type { Reads } from "#server/reads/reads.ts";
import type { Found } from "#server/store/alerts.ts";
import type { Check } from "./check.ts";

const DAY_MS = 24 * 3_600_000;
/** Of fewer emails, a single one would already be a large share. */
const SENT_MIN = 50;
/** Gmail's limit for complaints, from which on it filters everything. */
const COMPLAINTS_SHARE = 0.003;
const HARD_BOUNCES_SHARE = 0.05;

/** Too many emails come back because their address does not exist. */
export const mailBounces: Check = {
  code: "mail.bounces",
  async find({ reads, now }) {
    const { hard } = await reads.countMailBounces(now - DAY_MS);
    return await tooMany(reads, { count: hard, share: HARD_BOUNCES_SHARE, now });
  },
};

/** Too many people call emails spam. */
export const mailComplaints: Check = {
  code: "mail.complaints",
  async find({ reads, now }) {
    const { complaints } = await reads.countMailBounces(now - DAY_MS);
    return await tooMany(reads, { count: complaints, share: COMPLAINTS_SHARE, now });
  },
};

async function tooMany(
  reads: Reads,
  { count, share, now }: { count: number; share: number; now: number },
): Promise<Found[]> {
  if (count === 0) return [];
  // Counted only as far as it could still matter.
  const harmless = Math.floor(count / share) + 1;
  const limit = Math.max(SENT_MIN, harmless);
  const of = await reads.countSent({ channel: "email", since: now - DAY_MS, limit });
  if (of < SENT_MIN || count / of < share) return [];
  return [{ subject: "", values: { count, of, percent: Math.round((count / of) * 1000) / 10 } }];
}
