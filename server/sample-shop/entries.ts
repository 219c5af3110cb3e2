import type { Steps } from "#server/database/database.ts";
import { foldIntoCarts } from "#server/store/carts.ts";
import { setConsent } from "#server/store/consents.ts";
import { insertEvent } from "#server/store/events.ts";
import { markStage } from "#server/store/lifecycle.ts";
import { addTag } from "#server/store/profile-tags.ts";
import { createProfile } from "#server/store/profiles.ts";
import { SAMPLE_SHOP_SOURCE } from "#server/store/sample-profiles.ts";
import { noteAllLooks } from "#server/store/segment-looks.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import type { SampleShopEntry } from "./sample-shop.ts";

/** One slice of loading or removing holds the writing thread for about this long; each ends with a write to the disk. */
const SLICE_MS = 15;
const SLICE_EVENTS_MAX = 200;

/** Empty when there are no more. Profiles are generated as they are needed; a few of them cost more than the rest, so slices go by time. */
export function takeSlice(entries: Iterator<SampleShopEntry>): SampleShopEntry[] {
  const slice: SampleShopEntry[] = [];
  const end = performance.now() + SLICE_MS;
  let events = 0;
  do {
    const next = entries.next();
    if (next.done) break;
    slice.push(next.value);
    events += next.value.events.length;
  } while (performance.now() < end && events < SLICE_EVENTS_MAX);
  return slice;
}

/** History, not news: nothing that happened in the sample's past starts a workflow. */
export function* insertEntry({ profile, events }: SampleShopEntry, now: number): Steps<void> {
  const { consent, createdAt, tags, ...fields } = profile;
  const lastSeenAt = events.at(-1)?.at ?? createdAt;
  const row = yield* createProfile({ ...fields, createdAt, updatedAt: now, lastSeenAt, isSample: true });
  for (const tag of tags) yield* addTag(row.id, tag);
  if (consent.email !== "unknown") {
    yield* setConsent({
      profileId: row.id,
      channel: "email",
      topic: DEFAULT_TOPIC,
      state: consent.email,
      source: SAMPLE_SHOP_SOURCE,
      at: createdAt,
    });
  }
  for (const event of events) {
    yield* insertEvent({
      profileId: row.id,
      name: event.name,
      at: event.at,
      receivedAt: now,
      properties: event.properties,
    });
    yield* foldIntoCarts(row.id, event);
  }
  // Whatever counts as activity in this shop: what the stage of life is, the engine finds out.
  if (events.length > 0) yield* markStage(row.id, now);
  yield* noteAllLooks(row.id, { quiet: true }, now);
}
