import type { Tables } from "#drizzle/tables.ts";
import { type Facts, zoneOf } from "#workflows/facts.ts";
import { isEventNeed, measure } from "#workflows/measure.ts";
import {
  isMeasure,
  type MeasureNeed,
  type MessageNeed,
  measureKey,
  type Need,
  type WorkflowNeed,
} from "#workflows/needs.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { isInWindow, windowOf } from "#workflows/rule-window.ts";
import { RANDOM_SHOP_NOW as NOW, type RandomShop, RANDOM_SHOP_ZONE as SHOP_ZONE } from "./random-shop.ts";

type Row<K extends keyof Tables> = Tables[K]["$inferSelect"];

/** What the evaluator may know of somebody for these needs. */
export function factsOf(shop: RandomShop, profile: Row<"profiles">, needs: readonly Need[]): Facts {
  const { id } = profile;
  const base = {
    ...{ workflowId: 0, profile, shopTimezone: SHOP_ZONE, shopLanguage: "en", assignments: {} },
    reachable: {
      email: profile.email !== null,
      webPush: shop.subscribed.includes(id),
      phone: phoneAddress(profile.phone) !== null,
    },
    segments: new Set(of(shop.members, id).map(({ segmentId }) => segmentId)),
    stage: of(shop.stages, id).find(({ since }) => since !== 0)?.stage ?? null,
    tags: of(shop.tags, id).map(({ tag }) => tag),
  };
  const zone = zoneOf({ ...base, measures: {} });
  const measures = needs.filter(isMeasure).map((need) => [measureKey(need), measureOf(shop, id, need, zone)]);
  return { ...base, measures: Object.fromEntries(measures) };
}

function measureOf(shop: RandomShop, id: number, need: MeasureNeed, zone: string): number | null {
  if (isEventNeed(need)) {
    const theirs = of(shop.events, id).filter(({ name }) => name === need.event);
    return measure(need, theirs, NOW, zone);
  }
  return need.kind === "messages" ? countMessages(shop, id, need) : countRuns(shop, id, need);
}

function countMessages(shop: RandomShop, id: number, need: MessageNeed): number {
  const window = windowOf(need, NOW);
  const chosen = of(shop.messages, id).filter(
    ({ channel, content, key, workflowId }) =>
      channel !== "webhook" &&
      !("team" in content) &&
      !key.startsWith("test-for-") &&
      (need.channel === undefined || channel === need.channel) &&
      (need.workflowId === undefined || workflowId === need.workflowId),
  );
  return chosen.filter((message) => {
    if (need.did === "received")
      return (
        message.status === "sent" &&
        !message.captured &&
        message.endedAt !== null &&
        isInWindow(message.endedAt, window)
      );
    return shop.interactions.some(
      ({ messageId, kind, machine, at }) =>
        messageId === message.id && kind === need.did && !machine && isInWindow(at, window),
    );
  }).length;
}

function countRuns(shop: RandomShop, id: number, { workflowId, state, withinDays }: WorkflowNeed): number {
  const window = windowOf({ withinDays }, NOW);
  const within = (at: number | null) => at !== null && isInWindow(at, window);
  return of(shop.runs, id).filter((one) => {
    if (one.workflowId !== workflowId) return false;
    if (state === "inside") return one.status === "active";
    if (state === "entered") return within(one.startedAt);
    return state === "finished" ? one.status === "finished" && within(one.endedAt) : within(one.convertedAt);
  }).length;
}

function of<T extends { profileId: number }>(rows: T[], id: number): T[] {
  return rows.filter(({ profileId }) => profileId === id);
}
