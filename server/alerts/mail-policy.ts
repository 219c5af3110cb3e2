import type { Check } from "./check.ts";

const DAY_MS = 24 * 3_600_000;
/** A single mail server may be odd; so many refusals in a day are about the shop. */
const REFUSALS_MIN = 5;

/** Receiving mail servers refuse the shop's emails, whomever they are for. */
export const mailPolicy: Check = {
  code: "mail.policy",
  async find({ reads, now }) {
    const { policy } = await reads.countMailBounces(now - DAY_MS);
    return policy < REFUSALS_MIN ? [] : [{ subject: "", values: { count: policy } }];
  },
};
