import { channels } from "#workflows/node.ts";
import { isQuiet, windowOf } from "../local-calendar.ts";
import { guisesOf } from "../merges.ts";
import type { HandOver } from "../outside-world.ts";
import { consentKey, type MessageRow, type Rows, type RunRow, type Standing, zoneOf } from "../rows.ts";
import type { Checker } from "./checker.ts";

/** Marketing of one person on one channel, as it went out. */
interface Marketing {
  visit: string;
  handOver: HandOver;
}

/**
 * What goes out keeps the rules that hold in the moment of hand-over: no marketing in quiet hours, over a limit or
 * without consent, and nothing at all from a run that has ended or a workflow that is paused.
 *
 * A step may change a rule and send as well; then what went out must keep the rule as it was before, or as it is after.
 */
export function rulesKept(): Checker {
  const marketing = new Map<string, Marketing[]>();
  const add = (person: string, ...sent: Marketing[]) =>
    marketing.set(person, [...(marketing.get(person) ?? []), ...sent]);
  return {
    check(seen) {
      const { rows, handOvers } = seen;
      const byKey = new Map([...rows.messages.values()].map((message) => [message.key, message]));
      const endedBefore = new Set(
        [...rows.runs.values()].filter(({ status }) => status !== "active").map(({ id }) => id),
      );
      for (const { before, after } of rows.changedRuns)
        if (before?.status !== after.status) endedBefore.delete(after.id);

      const broken = handOvers.flatMap((handOver) => {
        const message = byKey.get(handOver.key);
        const run = message?.runId ? rows.runs.get(message.runId) : undefined;
        if (!message || !run) return [];
        const broken: string[] = [];
        if (endedBefore.has(run.id)) broken.push(`${message.key} went out after its run had ended`);
        const holds = (rule: (standing: Standing) => boolean) => rule(rows.before) || rule(rows.now);
        if (!holds((standing) => standing.workflows.get(run.workflowId)?.status === "live"))
          broken.push(`${message.key} went out while its workflow was paused`);
        if (!holds((standing) => !standing.settings.sendingOff))
          broken.push(`${message.key} went out while all sending was off`);
        if (handOver.channel === "webhook" || handOver.transactional || handOver.toTeam) return broken;

        const guises = guisesOf(rows, message.profileId);
        const anybody = (rule: (standing: Standing, profileId: number) => boolean) =>
          holds((standing) =>
            guises.some(
              (id) => (id === message.profileId || standing.profiles.has(id)) && rule(standing, id),
            ),
          );
        if (!anybody((standing, profileId) => mayBeWrittenTo(standing, { ...message, profileId })))
          broken.push(`${message.key} went out to somebody who does not want it`);
        if (!anybody((standing, profileId) => !quiet(rows, standing, { ...run, profileId }, handOver)))
          broken.push(`${message.key} went out in quiet hours`);
        const visit = `${run.id} ${message.visit}`;
        const capped = anybody((standing, profileId) => {
          const earlier = marketing.get(`${profileId} ${message.channel}`) ?? [];
          return withinCaps(rows, standing, { ...run, profileId }, handOver, countable(earlier, visit));
        });
        if (!capped) broken.push(`${message.key} went out over a limit`);
        add(`${message.profileId} ${message.channel}`, { visit, handOver });
        return broken;
      });
      for (const [into, visitors] of rows.merged) {
        for (const channel of channels)
          for (const visitor of visitors)
            add(`${into} ${channel}`, ...(marketing.get(`${visitor} ${channel}`) ?? []));
      }
      return broken;
    },
  };
}

function mayBeWrittenTo({ consents, settings }: Standing, { profileId, channel }: MessageRow): boolean {
  const consent = consents.get(consentKey(profileId, channel, "marketing")) ?? "unknown";
  // In the shop's own pages nobody's inbox is written to: there only a no counts.
  const isSoft = channel === "in-app" || settings.shop.consentRule === "soft";
  return consent === "granted" || (isSoft && consent !== "withdrawn");
}

function quiet(rows: Rows, standing: Standing, run: RunRow, { at }: HandOver): boolean {
  const { quietHours, quietFrom, quietTo } = rows.versions.get(run.versionId)!.graph.settings;
  if (quietHours === "off") return false;
  const shop = standing.settings.sendingRules.quietHours;
  if (quietHours === "shop" && !shop.on) return false;
  const hours = quietHours === "own" ? { from: quietFrom, to: quietTo } : shop;
  return isQuiet(at, hours, zoneOf(standing, run.profileId));
}

/** What went out before and may have arrived, one for each visit but this: two browsers of one person count once. */
function countable(all: Marketing[], visit: string): HandOver[] {
  const counted = new Map<string, HandOver>();
  for (const { visit: other, handOver } of all) {
    const { outcome } = handOver;
    if (other !== visit && outcome !== "retry" && outcome !== "failed") counted.set(other, handOver);
  }
  return [...counted.values()];
}

function withinCaps(
  rows: Rows,
  standing: Standing,
  run: RunRow,
  { at, channel }: HandOver,
  earlier: HandOver[],
): boolean {
  const { caps, capRules } = rows.versions.get(run.versionId)!.graph.settings;
  const rules = { shop: standing.settings.sendingRules.caps, own: capRules, off: [] }[caps];
  const zone = zoneOf(standing, run.profileId);
  return rules.every(({ channel: limited, max, per }) => {
    if (limited !== channel) return true;
    const used = earlier.filter((other) => windowOf(other.at, per, zone) === windowOf(at, per, zone));
    return used.length < max;
  });
}
