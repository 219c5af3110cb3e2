import { setImmediate as nextTurn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { BehindPage } from "#server/analytics/types.ts";
import { changeTags } from "#server/engine/change-tags.ts";
import type { Services } from "#server/services.ts";
import { readTag } from "#server/store/profile-tags.ts";
import { findSegmentByName } from "#server/store/segments.ts";
import { phrase } from "#workflows/phrase.ts";
import { storeSegment } from "./save-segment.ts";
import { badRequest, refusal } from "./trpc.ts";

/** Tagging more would keep whoever waits for it too long. */
const PEOPLE_MAX = 50_000;
const IDS_PER_READ = 1_000;
/** Few enough that events which come in meanwhile are not held up. */
const PEOPLE_PER_TRANSACTION = 50;

export interface Group {
  /** Of the segment, and of the tag that marks its people. */
  name: string;
  /** Who makes it. */
  by: string;
  /** The next people, after an id. */
  people(after: number, limit: number): Promise<BehindPage>;
}

/**
 * Marks a group of people with a tag of its own and makes the segment of those who have it: what a number counted is a
 * matter of its moment, so nobody comes into it or leaves it by themselves. Throws when the name is taken, or when there
 * are none or too many.
 */
export async function saveGroup(
  services: Pick<Services, "db" | "engine" | "clock">,
  { name, by, people }: Group,
): Promise<{ segmentId: number; people: number; withoutRoom: number }> {
  const tag = readTag(name);
  if (tag === null) throw badRequest("Give the segment a name");
  const { db, engine } = services;
  const namesake = await db.transaction(() => findSegmentByName(tag));
  if (namesake?.archivedAt === null) throw nameTaken();
  const { profileTags } = db.tables;
  const [used] = await db.query.select().from(profileTags).where(eq(profileTags.tag, tag)).limit(1);
  if (used) throw refusal("CONFLICT", phrase("People have a tag of this name already. Choose another name"));

  const profileIds = await gather(people);
  if (profileIds.length === 0) throw badRequest("There is nobody in this group any more");
  let withoutRoom = 0;
  for (let from = 0; from < profileIds.length; from += PEOPLE_PER_TRANSACTION) {
    // What comes in meanwhile has its turn in between.
    await nextTurn();
    const some = profileIds.slice(from, from + PEOPLE_PER_TRANSACTION);
    withoutRoom += await engine.change(function* (_tx, services, now) {
      let full = 0;
      for (const profileId of some) {
        const changed = yield* changeTags(services, { profileId, add: [tag], by }, now);
        full += changed?.full.length ?? 0;
      }
      return full;
    });
  }
  const saved = await storeSegment(services, {
    id: null,
    name: tag,
    description: null,
    rule: { kind: "tag", tag },
  });
  if (saved.kind === "refused") throw badRequest(saved.reason);
  if (saved.kind !== "saved") throw nameTaken();
  return { segmentId: saved.id, people: profileIds.length - withoutRoom, withoutRoom };
}

async function gather(people: Group["people"]): Promise<number[]> {
  const profileIds: number[] = [];
  let next: number | null = 0;
  while (next !== null) {
    const page: BehindPage = await people(next, IDS_PER_READ);
    profileIds.push(...page.profileIds);
    if (profileIds.length > PEOPLE_MAX)
      throw badRequest(
        phrase("At most {most} people can be saved at once. Build a segment with a rule instead", {
          most: PEOPLE_MAX,
        }),
      );
    next = page.next;
  }
  return profileIds;
}

function nameTaken() {
  return refusal("CONFLICT", phrase("There is a segment of this name already. Choose another name"));
}
