import type { Services } from "#server/services.ts";
import { STOPPED } from "#server/store/one-off-sending.ts";
import type { OneOff } from "#server/store/one-offs.ts";
import { wordReason } from "#workflows/reasons.ts";

const DAY_MS = 24 * 3_600_000;

/** What came of a one-off message so far, with the span in which orders and unsubscriptions are counted. */
export async function readResults(
  { reads, engine }: Pick<Services, "reads" | "engine">,
  workflowId: number,
  { startedAt }: Pick<OneOff, "startedAt">,
) {
  const { tracking, shop } = engine.live.settings;
  const windowMs = tracking.orderDays * DAY_MS;
  const [{ reasons, ...results }, [admission], orders] = await Promise.all([
    reads.readOneOffResults({ workflowId, windowMs }),
    reads.listAdmissions(workflowId),
    reads.readOrdersAfterMessages({ workflowId, since: startedAt ?? 0, windowMs, currency: shop.currency }),
  ]);
  return {
    ...results,
    /** Why people got none, in words, the most frequent reason first. */
    reasons: reasons.map(({ code, values, count }) => ({ code, text: wordReason(code, values), count })),
    /** How many people have been looked at, of how many; null when everybody has been. */
    looked: admission?.looked ?? null,
    /** Why nobody was let in, where that is so; that the owner stopped it, its status says. */
    refusal:
      admission?.endCode && admission.endCode !== STOPPED
        ? wordReason(admission.endCode, admission.endValues ?? {})
        : null,
    orders: { ...orders, currency: shop.currency },
    /** For so many days after the message an order or an unsubscription is counted. */
    windowDays: tracking.orderDays,
    /** Opens and clicks are noted: without that, none is known. */
    tracks: tracking.on,
  };
}
