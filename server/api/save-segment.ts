import type { Steps, Transaction } from "#server/database/database.ts";
import {
  bringBack,
  type SavedSegment,
  type SegmentRefusal,
  saveSegment,
} from "#server/engine/segments/save.ts";
import type { Services } from "#server/services.ts";
import { findSegment, findSegmentByName, type NewSegment, renameSegment } from "#server/store/segments.ts";
import { storable } from "#server/store/storable.ts";
import { type Phrase, phrase } from "#workflows/phrase.ts";

export type StoredSegment =
  | { kind: "saved"; id: number }
  /** Another segment is called so. */
  | { kind: "name-taken" }
  /** There is none with this id. */
  | { kind: "missing" }
  | { kind: "refused"; reason: Phrase };

/** Of a segment there is, what is absent stays. */
export type WantedSegment = (NewSegment & { id: null }) | ({ id: number } & Partial<NewSegment>);

/** Makes a segment, or changes one, and has the engine take it over; with another rule everybody is looked at anew. */
export async function storeSegment(
  { db, engine, clock }: Pick<Services, "db" | "engine" | "clock">,
  wanted: WantedSegment,
): Promise<StoredSegment> {
  const now = clock.now();
  const stored = await db.transaction((tx) => store(tx, storable(wanted), now));
  if (stored.kind === "saved") await engine.reload();
  return stored;
}

/** Takes back that a segment was removed; everybody is looked at anew. Refused where its rule has become one that cannot be. */
export async function bringSegmentBack(
  { db, engine, clock }: Pick<Services, "db" | "engine" | "clock">,
  id: number,
): Promise<StoredSegment> {
  const saved = await db.transaction((tx) => bringBack(tx, id, clock.now()));
  if (saved.kind === "saved") await engine.reload();
  return wordSaved(saved);
}

function* store(tx: Transaction, wanted: WantedSegment, now: number): Steps<StoredSegment> {
  const segment = yield* filledIn(wanted);
  if (!segment) return { kind: "missing" };
  yield* freeName(tx, segment.name);
  return wordSaved(yield* saveSegment(tx, segment, now));
}

function wordSaved(saved: SavedSegment): StoredSegment {
  if (saved.kind === "saved") return saved;
  const { refusal } = saved;
  if (refusal.code === "segment.name-taken") return { kind: "name-taken" };
  if (refusal.code === "segment.gone") return { kind: "missing" };
  return { kind: "refused", reason: wordRefusal(refusal) };
}

function* filledIn(wanted: WantedSegment): Steps<(NewSegment & { id: number | null }) | null> {
  if (wanted.id === null) return wanted;
  const before = yield* findSegment(wanted.id);
  if (!before) return null;
  const { name = before.name, description = before.description, rule = before.rule } = wanted;
  return { id: wanted.id, name, description, rule };
}

/** One that was put away gives its name up, as nobody can see that it has it. */
function* freeName(tx: Transaction, name: string): Steps<void> {
  const found = yield* findSegmentByName(name);
  if (!found || found.archivedAt === null) return;
  const { id, description } = found;
  let other = `${name} (${id})`;
  while (yield* findSegmentByName(other)) other = `${other} (${id})`;
  yield* renameSegment(tx, id, { name: other, description });
}

function wordRefusal(
  refusal: Exclude<SegmentRefusal, { code: "segment.gone" | "segment.name-taken" }>,
): Phrase {
  switch (refusal.code) {
    case "segment.too-many":
      return phrase("There can be {max} segments. Remove one that nobody needs", { max: refusal.max });
    case "segment.run-data":
      return phrase("A segment is about people, so values of a run cannot be used");
    case "segment.unknown-segment":
      return phrase("The rule asks about a segment that is not there any more");
    case "segment.circle":
      return phrase("The rule asks about the segment itself, maybe through others");
    case "segment.too-deep":
      return phrase("Segments can ask about each other {max} deep at most", { max: refusal.max });
  }
}
