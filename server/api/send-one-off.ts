import type { Services } from "#server/services.ts";
import { haltOneOff, launchOneOff, recallOneOff } from "#server/store/one-off-sending.ts";
import { findOneOff, type OneOff } from "#server/store/one-offs.ts";
import { beginsAt } from "#workflows/one-off.ts";
import { isPublishable } from "#workflows/validate.ts";
import { countOneOff } from "./count-one-off.ts";
import { oneOffProblems } from "./one-off-problems.ts";
import { badRequest, type Person } from "./trpc.ts";

/** More people than the owner has seen by less than this are not worth asking again. */
const MORE_PEOPLE_MAX_SHARE = 0.1;
const MORE_PEOPLE_MAX = 10;

type Context = Services & { person: Person };

/**
 * Sends a draft, or has it sent at its time. `people`: how many would get it, as the owner saw it before they agreed; when
 * it has become many more, nothing is sent and they are asked again.
 */
export async function sendOneOff(ctx: Context, oneOff: OneOff, seen: { revision: number; people: number }) {
  if (oneOff.status !== "draft")
    throw badRequest("This message has been sent already, or waits for its time");
  const conflict = { kind: "conflict" as const, revision: oneOff.revision };
  if (oneOff.revision !== seen.revision) return conflict;
  const problems = await oneOffProblems(ctx, oneOff);
  if (!isPublishable(problems)) return { kind: "invalid" as const, problems };
  const count = await countOneOff(ctx, oneOff);
  if (count.willGet > seen.people * (1 + MORE_PEOPLE_MAX_SHARE) + MORE_PEOPLE_MAX)
    return { kind: "more-people" as const, count };
  const now = ctx.clock.now();
  const startsAt = beginsAt(oneOff.schedule, ctx.engine.live.settings.shop.timezone);
  const by = ctx.person.id;
  const launched = await ctx.db.transaction((tx) => launchOneOff(tx, oneOff, { by, startsAt }, now));
  if (!launched) {
    const found = await findOneOff(ctx.db, oneOff.id);
    return { ...conflict, revision: found?.revision ?? oneOff.revision };
  }
  await ctx.engine.reload();
  return startsAt !== null && startsAt > now
    ? { kind: "scheduled" as const, startsAt }
    : { kind: "sending" as const };
}

/** Takes one that waits for its time back to a draft, or stops one midway: what is out stays out. */
export async function stopOneOff(ctx: Context, { id }: OneOff) {
  const now = ctx.clock.now();
  const stopped = await ctx.db.transaction(function* (tx) {
    if (yield* recallOneOff(tx, id, now)) return "draft" as const;
    return (yield* haltOneOff(tx, id, now)) ? ("stopped" as const) : null;
  });
  if (stopped === null) throw badRequest("There is nothing to stop: it is not being sent");
  await ctx.engine.reload();
  return { status: stopped };
}
