import { keptHere } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { type Counted, RECENT_EVENTS_MAX } from "#server/store/event-counts.ts";
import type { RecipeNeed } from "#workflows/recipes/recipe.ts";
import { recipes } from "#workflows/recipes/recipes.ts";

const RECENT_DAYS = 30;
const DAY_MS = 86_400_000;
const NONE: Counted = { count: 0, samples: 0 };

/** A need of a recipe, and whether the shop has it. */
export interface ShownNeed extends RecipeNeed {
  /** The shop's own has it: what the sample shop made up says nothing about whether it will come. */
  ready: boolean;
  /** How often the event came in the last 30 days, how many people have the attribute, or how many browsers there are. */
  count: number | null;
  /** How many of `count` are of the sample shop. */
  samples: number;
  /** There are more of them than were counted. */
  more: boolean;
  /** Once received, though not in the last 30 days. */
  known: boolean;
}

type Context = Pick<Services, "reads" | "attributeCounts" | "engine" | "env" | "clock">;

/** Looks up once what recipes need, and answers for each need whether it is there. */
export async function readNeeds(ctx: Context): Promise<(need: RecipeNeed) => ShownNeed> {
  const names = recipes.flatMap(({ needs }) => needs.filter(isEvent).map(({ name }) => name));
  const since = ctx.clock.now() - RECENT_DAYS * DAY_MS;
  const [events, attributes, browsers] = await Promise.all([
    ctx.reads.countRecentEvents({ names: [...new Set(names)], since }),
    ctx.attributeCounts.read(),
    ctx.reads.countPushBrowsers(),
  ]);
  const { settings } = ctx.engine.live;
  const emailsLeave = !keptHere(ctx.env, settings).includes("email");

  return (need) => {
    const counted = ({ count, samples }: Counted, most = Number.POSITIVE_INFINITY): ShownNeed => {
      return { ...need, ready: count > samples, count, samples, more: count >= most, known: false };
    };
    switch (need.kind) {
      case "event":
        return { ...counted(events[need.name] ?? NONE, RECENT_EVENTS_MAX), known: need.name in events };
      case "attribute":
        return counted(attributes.get(need.name) ?? NONE);
      case "channel":
        return need.name === "web-push"
          ? counted({ count: browsers, samples: 0 })
          : { ...need, ready: emailsLeave, count: null, samples: 0, more: false, known: false };
      case "topic": {
        const ready = settings.topics.some(({ key, archived }) => key === need.name && !archived);
        return { ...need, ready, count: null, samples: 0, more: false, known: false };
      }
    }
  };
}

function isEvent({ kind }: RecipeNeed): boolean {
  return kind === "event";
}
