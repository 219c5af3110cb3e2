import { eq } from "drizzle-orm";
import { saveSegment } from "#server/engine/segments/save.ts";
import { findSegment, type Segment } from "#server/store/segments.ts";
import type { Condition } from "#workflows/condition.ts";
import type { EngineRig } from "./engine-rig.ts";

/** Segments beside an engine. */
export class SegmentRig {
  readonly #rig: EngineRig;
  #made = 0;

  constructor(rig: EngineRig) {
    this.#rig = rig;
  }

  /** Makes a segment, or gives one another rule, and lets everybody be looked at by it. */
  async save(
    rule: Condition,
    { id = null, name }: { id?: number | null; name?: string } = {},
  ): Promise<number> {
    const { db, clock } = this.#rig;
    this.#made += 1;
    const segment = { id, name: name ?? `Segment ${this.#made}`, description: null, rule };
    const saved = await db.transaction((tx) => saveSegment(tx, segment, clock.now()));
    if (saved.kind !== "saved") throw new Error(saved.refusal.code);
    await this.taken();
    return saved.id;
  }

  /** The engine takes over what was changed of segments. */
  async taken(): Promise<void> {
    await this.#rig.engine.reload();
    await this.#rig.engine.settled();
  }

  async find(id: number): Promise<Segment> {
    return (await this.#rig.db.transaction(() => findSegment(id)))!;
  }

  /** Who is in a segment, by the shop's own ids, or else the addresses. */
  async members(segmentId: number): Promise<string[]> {
    const { query, tables } = this.#rig.db;
    const { segmentMembers, profiles } = tables;
    const rows = await query
      .select({ externalId: profiles.externalId, email: profiles.email })
      .from(segmentMembers)
      .innerJoin(profiles, eq(profiles.id, segmentMembers.profileId))
      .where(eq(segmentMembers.segmentId, segmentId));
    return rows.map(({ externalId, email }) => externalId ?? email ?? "").sort();
  }

  changes() {
    const { query, tables } = this.#rig.db;
    return query.select().from(tables.segmentChanges).orderBy(tables.segmentChanges.id);
  }
}
