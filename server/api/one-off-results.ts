import type { Services } from "#server/services.ts";
import { STOPPED } from "#server/store/one-off-sending.ts";
import type { OneOff } from "#server/store/one-offs.ts";
import type { Channel } from "#workflows/node.ts";
import { wordReason } from "#workflows/reasons.ts";
import { isNoted } from "./noted.ts";

const DAY_MS = 24 * 3_600_000;

/** What came of a one-off message so far, with the span in which orders and unsubscriptions are counted. */
export async function readResults(
  ctx: Pick<Services, "reads" | "engine" | "env">,
  workflowId: number,
  { startedAt, channel }: Pick<OneOff, "startedAt"> & { channel: Channel | null },
) {
  const { reads, engine } = ctx;
  const { tracking, shop } = engine.live.settings;
  const windowMs = tracking.orderDays * DAY_MS;
  const [{ reasons, ...results }, [admission], orders] = await Promise.all([
    readOnce(reads, { workflowId, windowMs }),
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
    tracks: channel !== null && isNoted(ctx, channel),
  };
}

type Figures = ReturnType<Services["reads"]["readOneOffResults"]>;

/** The figures of a large message take a while: whoever asks meanwhile has those that are being read. */
const underWay = new WeakMap<Services["reads"], Map<number, Figures>>();

function readOnce(reads: Services["reads"], wanted: { workflowId: number; windowMs: number }): Figures {
  const known = underWay.get(reads) ?? new Map<number, Figures>();
  underWay.set(reads, known);
  const { workflowId } = wanted;
  const figures =
    known.get(workflowId) ?? reads.readOneOffResults(wanted).finally(() => known.delete(workflowId));
  known.set(workflowId, figures);
  return figures;
}
