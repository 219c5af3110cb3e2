import type { Services } from "#server/services.ts";
import type { TriggerConfig } from "#server/store/reach.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import { whom } from "#workflows/whom.ts";

const DAY_MS = 24 * 3_600_000;
/** How far back events are looked at to say how many people such a trigger lets in. */
export const REACH_DAYS = 30;
/** Few enough that other reads of the same thread are not held up between two pages. */
const PROFILES_PER_PAGE = 1_000;
const EVENTS_PER_PAGE = 2_000;
/** Beyond this the newest events tell enough. */
const EVENTS_MAX = 60_000;

/** `samples`: how many of `people` the sample shop made up. */
interface Reached {
  people: number;
  samples: number;
}

/** How many people a trigger would reach, as far as it can honestly be told beforehand. */
export type Reach =
  /** Nothing starts it, or what does is not filled in. */
  | { kind: "nobody" }
  /** Whom it lets in is only known when it happens. */
  | { kind: "unknown" }
  /** Somebody chooses them; `people` are all that there are. */
  | ({ kind: "by-hand" } & Reached)
  /** Whom a schedule would let in now. */
  | ({ kind: "schedule"; isEverybody: boolean } & Reached)
  /** Who has a date that is still to come. */
  | ({ kind: "dates" } & Reached)
  /** Who has been quiet for so long already. */
  | ({ kind: "quiet" } & Reached)
  /** Who did what starts it within `REACH_DAYS`; at least so many where the newest events alone were read. */
  | ({ kind: "events"; atLeast: boolean; days: number } & Reached)
  /** Who filled a cart within `REACH_DAYS`: some of them leave it. */
  | ({ kind: "carts"; atLeast: boolean; days: number } & Reached);

type Context = Pick<Services, "reads" | "clock" | "engine">;

/** Reads page by page off the thread that takes events in, so it is how things stand about now. */
export async function readReach(ctx: Context, draft: Graph): Promise<Reach> {
  const { trigger } = compileGraph(draft);
  const node = draft.nodes.find(({ id }) => id === trigger?.nodeId);
  if (!trigger || !node) return { kind: "nobody" };
  const { definition, config } = trigger;
  const asked = { type: node.type, config: node.config };
  if (definition.manual) return { kind: "by-hand", ...(await countEverybody(ctx)) };
  if (definition.schedule) {
    const everybody = whom.parse(definition.schedule(config).condition) === null;
    return { kind: "schedule", ...(await countEntering(ctx, asked)), isEverybody: everybody };
  }
  if (definition.timerOf) return { kind: "dates", ...(await countEntering(ctx, asked)) };
  if (definition.backfill) return { kind: "quiet", ...(await countQuiet(ctx, draft)) };
  if (definition.listens(config).length === 0) return { kind: "unknown" };
  const found = await countStarting(ctx, asked);
  return { kind: definition.brings === "cart" ? "carts" : "events", ...found, days: REACH_DAYS };
}

/** How many people the trigger would start for at once, because they are overdue already. */
export async function countOverdue(ctx: Context, draft: Graph): Promise<number> {
  const quiet = quietSince(ctx, draft);
  return quiet ? await ctx.reads.countQuietSince(quiet) : 0;
}

async function countQuiet(ctx: Context, draft: Graph): Promise<Reached> {
  const quiet = quietSince(ctx, draft);
  if (!quiet) return { people: 0, samples: 0 };
  const people = await ctx.reads.countQuietSince(quiet);
  return { people, samples: await ctx.reads.countQuietSince({ ...quiet, samplesOnly: true }) };
}

function quietSince({ clock, engine }: Context, draft: Graph): { event: string; before: number } | null {
  const { trigger } = compileGraph(draft);
  const rule = trigger?.definition.backfill?.(trigger.config);
  if (!rule) return null;
  const now = clock.now();
  // How long before now an event must lie for its timer to be due now.
  const span = rule.dueAt(now, engine.live.settings.shop.timezone) - now;
  return { event: rule.event, before: now - span };
}

async function countEverybody({ reads }: Context): Promise<Reached> {
  const { total } = await reads.listProfiles({ search: "", cursor: null, limit: 1 });
  return { people: total, samples: await reads.countSamplePeople() };
}

async function countEntering({ reads, clock, engine }: Context, trigger: TriggerConfig): Promise<Reached> {
  const { timezone, language } = engine.live.settings.shop;
  const wanted = { trigger, shopTimezone: timezone, shopLanguage: language, now: clock.now() };
  const reached: Reached = { people: 0, samples: 0 };
  let afterProfileId: number | null = 0;
  while (afterProfileId !== null) {
    const page: Awaited<ReturnType<Context["reads"]["countEnteringPage"]>> = await reads.countEnteringPage({
      ...wanted,
      afterProfileId,
      limit: PROFILES_PER_PAGE,
    });
    reached.people += page.people;
    reached.samples += page.samples;
    afterProfileId = page.next;
  }
  return reached;
}

async function countStarting({ reads, clock, engine }: Context, trigger: TriggerConfig) {
  const since = clock.now() - REACH_DAYS * DAY_MS;
  const wanted = { trigger, since, shopTimezone: engine.live.settings.shop.timezone };
  const people = new Set<number>();
  const samples = new Set<number>();
  let read = 0;
  let before: { at: number; id: number } | null = null;
  do {
    const page: Awaited<ReturnType<Context["reads"]["listStartingEvents"]>> = await reads.listStartingEvents({
      ...wanted,
      before,
      limit: EVENTS_PER_PAGE,
    });
    for (const id of page.profileIds) people.add(id);
    for (const id of page.sampleIds) samples.add(id);
    read += page.read;
    before = page.next;
  } while (before !== null && read < EVENTS_MAX);
  return { people: people.size, samples: samples.size, atLeast: before !== null };
}
