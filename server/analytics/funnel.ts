import type { Database } from "#server/database/database.ts";
import { timesOf, wantedFor } from "./doings.ts";
import { countBelow, Numbers, quantile } from "./numbers.ts";
import { eachPerson, findPeople } from "./people.ts";
import type { Person, Wanted } from "./person.ts";
import type { Funnel, FunnelPeople, FunnelSettings } from "./types.ts";

/**
 * How far people come who do one thing after the other: each step not before the one before it, all of them within the
 * conversion window of the first. Each person counts once, with the first of those tries that came furthest; the same
 * event at two steps has to happen twice.
 */
export async function readFunnel(db: Database, settings: FunnelSettings): Promise<Funnel> {
  const { steps } = settings;
  const counts = steps.map(() => 0);
  const waits = steps.map(() => new Numbers());
  const whole = new Numbers();
  let open = 0;
  const people = await findPeople(db, settings, wantedOf(settings));
  await eachPerson(people, (person) => {
    const times = bestTry(person, settings);
    for (const [step, at] of times.entries()) {
      counts[step]! += 1;
      if (step > 0) waits[step]!.add(at - times[step - 1]!);
    }
    if (times.length === steps.length) whole.add(times.at(-1)! - times[0]!);
    else if (hasTime(person, settings)) open += 1;
  });
  return {
    steps: steps.map((event, step) => ({
      event,
      people: counts[step]!,
      medianMs: quantile(waits[step]!.sorted(), 0.5),
    })),
    medianMs: quantile(whole.sorted(), 0.5),
    open,
    onlySamples: people.onlySamples,
  };
}

export function funnelPeople(settings: FunnelSettings, { step, who }: FunnelPeople) {
  const matches = (person: Person): boolean => {
    const came = bestTry(person, settings).length;
    if (who === "under-way") return came < settings.steps.length && hasTime(person, settings);
    return who === "reached" ? came > step : step > 0 && came === step;
  };
  return { wanted: wantedOf(settings), matches };
}

function wantedOf({ steps, from, to, windowMs }: FunnelSettings): Wanted {
  return wantedFor(steps, { from, until: to + windowMs });
}

/** The time for one of their tries is not over. */
function hasTime(person: Person, { steps: [first], from, to, windowMs, now }: FunnelSettings): boolean {
  return timesOf(person, first!).some((at) => at >= from && at < to && at + windowMs > now);
}

/** When each step was reached, as far as it went; empty for who did not begin. */
function bestTry(person: Person, settings: FunnelSettings): number[] {
  let best: number[] = [];
  const done = new Map(settings.steps.map((step) => [step, timesOf(person, step)]));
  for (const [place, at] of done.get(settings.steps[0]!)!.entries()) {
    if (at < settings.from || at >= settings.to) continue;
    const times = tryFrom(done, place, settings);
    if (times.length > best.length) best = times;
    if (best.length === settings.steps.length) break;
  }
  return best;
}

/** From this one of the first events on, each step as early as it can be: so none comes further. */
function tryFrom(
  done: ReadonlyMap<string, readonly number[]>,
  firstPlace: number,
  { steps, windowMs }: FunnelSettings,
): number[] {
  const [first, ...others] = steps;
  const start = done.get(first!)![firstPlace]!;
  const used = new Map([[first, firstPlace]]);
  const times = [start];
  let at = start;
  for (const event of others) {
    const its = done.get(event)!;
    const place = Math.max(countBelow(its, at), (used.get(event) ?? -1) + 1);
    const next = its[place];
    if (next === undefined || next > start + windowMs) break;
    used.set(event, place);
    times.push(next);
    at = next;
  }
  return times;
}
