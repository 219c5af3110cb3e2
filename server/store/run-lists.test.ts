import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS, NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { RunAction } from "#workflows/run-actions.ts";
import { countFilteredRuns, listFilteredRuns, listRuns, type RunFilter } from "./run-lists.ts";
import type { Run } from "./runs.ts";

eachDatabase("the list of runs", (open) => {
  async function fill() {
    const rig = new StoreRig(open());
    const ids = await rig.workflow();
    const people = [
      await rig.profile({ name: "Ana Lopez", email: "ana@example.com", externalId: "c-1" }),
      await rig.profile({ name: "Bo", email: "bo@shop.example", externalId: "c-2" }),
      await rig.profile({ name: null, email: "cy_1@example.com", externalId: "c-3" }),
    ];
    const runs: Run[] = [];
    for (const { id: profileId } of people) runs.push(await rig.run({ ...ids, profileId }));
    const { runs: table } = open().tables;
    const change = (index: number, fields: object) =>
      open().query.update(table).set(fields).where(eq(table.id, runs[index]!.id));
    await change(1, { status: "failed", endedAt: NOW, endCode: "run.step-faulty", nodeId: "hello" });
    await change(2, { convertedAt: NOW, startedAt: NOW + DAY_MS });
    const all: RunFilter = {
      workflowId: ids.workflowId,
      status: null,
      nodeId: null,
      cursor: null,
      limit: 50,
    };
    const find = async (filter: Partial<RunFilter>) =>
      (await listRuns(open(), { ...all, ...filter })).runs.map(({ id }) =>
        runs.findIndex((run) => run.id === id),
      );
    return { ids, all, find, runs };
  }

  it("holds those that fit, the newest first", async () => {
    const { ids, find } = await fill();
    expect(await find({})).toEqual([2, 1, 0]);
    expect(await find({ status: "failed" })).toEqual([1]);
    expect(await find({ nodeId: "wait" })).toEqual([2, 1, 0]);
    expect(await find({ nodeId: "wait", status: "active" })).toEqual([2, 0]);
    expect(await find({ nodeId: "hello", status: "failed" })).toEqual([1]);
    expect(await find({ versionId: ids.versionId })).toHaveLength(3);
    expect(await find({ versionId: ids.versionId + 1 })).toEqual([]);
    expect(await find({ converted: true })).toEqual([2]);
    expect(await find({ converted: false })).toEqual([1, 0]);
    expect(await find({ startedFrom: NOW + 1 })).toEqual([2]);
    expect(await find({ startedBefore: NOW + 1 })).toEqual([1, 0]);
  });

  it("finds a person by name, address or customer number, and no more than that", async () => {
    const { find } = await fill();
    expect(await find({ search: " lopez " })).toEqual([0]);
    expect(await find({ search: "BO@shop" })).toEqual([1]);
    expect(await find({ search: "c-3" })).toEqual([2]);
    expect(await find({ search: "cy_1" })).toEqual([2]);
    expect(await find({ search: "%" })).toEqual([]);
    expect(await find({ search: "example", status: "active" })).toEqual([2, 0]);
  });

  it("goes on after its last, across the states", async () => {
    const { all, runs } = await fill();
    const seen: number[] = [];
    let cursor: number | null = null;
    do {
      const page = await listRuns(open(), { ...all, limit: 1, cursor });
      seen.push(...page.runs.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(runs.map(({ id }) => id).toReversed());
  });

  it("finds somebody inside however many others are called the same", async () => {
    const { all, find } = await fill();
    const { profiles } = open().tables;
    const namesakes = Array.from({ length: 250 }, (_, index) => ({
      externalId: `other-${index}`,
      name: "Ana",
      attributes: {},
      createdAt: NOW,
      updatedAt: NOW,
    }));
    await open().query.insert(profiles).values(namesakes);
    expect(await find({ search: "ana" })).toEqual([0]);
    const { cursor: _, limit: __, ...filter } = { ...all, search: "ana" };
    const stop = { filter, action: { kind: "stop" as const } };
    expect(await countFilteredRuns(open(), stop)).toBe(1);
    expect(await listFilteredRuns(open(), { ...stop, limit: 10 })).toHaveLength(1);
  });

  it("finds somebody who came in before thousands of others", async () => {
    const { ids, find, runs } = await fill();
    const { runs: table } = open().tables;
    const { profileId, state } = runs[1]!;
    for (let from = 0; from < 5_000; from += 1_000) {
      const others = Array.from({ length: 1_000 }, (_, index) => ({
        ...{ ...ids, profileId, state, entryKey: `again-${from + index}`, startedAt: NOW },
        ...{ status: "active" as const, nodeId: "wait" },
      }));
      await open().query.insert(table).values(others);
    }
    expect(await find({ search: "lopez" })).toEqual([0]);
    expect((await find({ search: "bo@shop" })).length).toBe(50);
  });

  it("goes on after its last in a search, across the states", async () => {
    const { all, runs } = await fill();
    const searched = { ...all, search: "example", limit: 2 };
    const first = await listRuns(open(), searched);
    expect(first.runs.map(({ id }) => id)).toEqual([runs[2]!.id, runs[1]!.id]);
    const second = await listRuns(open(), { ...searched, cursor: first.nextCursor });
    expect(second).toMatchObject({ runs: [{ id: runs[0]!.id, visit: 1 }], nextCursor: null });
  });

  it("means by a step those who came by, and to skip a wait those who are in it", async () => {
    const { all, runs } = await fill();
    const { runs: table } = open().tables;
    await open().query.update(table).set({ nodeId: "hello" }).where(eq(table.id, runs[0]!.id));
    const { cursor: _, limit: __, ...filter } = { ...all, nodeId: "wait" };
    const found = (action: RunAction) => listFilteredRuns(open(), { filter, action, limit: 10 });
    expect(await found({ kind: "stop" })).toHaveLength(2);
    expect(await found({ kind: "skip" })).toEqual([{ id: runs[2]!.id, visit: 1 }]);
    expect(await countFilteredRuns(open(), { filter, action: { kind: "skip" } })).toBe(1);
  });

  it("counts and names those that an action would look at", async () => {
    const { all, runs } = await fill();
    const { cursor: _, limit: __, ...filter } = all;
    const active = { filter, action: { kind: "stop" as const } };
    expect(await countFilteredRuns(open(), active)).toBe(2);
    expect(await countFilteredRuns(open(), { ...active, filter: { ...filter, search: "ana" } })).toBe(1);
    const found = await listFilteredRuns(open(), { ...active, limit: 10 });
    expect(found.map(({ id }) => id)).toEqual([runs[2]!.id, runs[0]!.id]);
    expect(await listFilteredRuns(open(), { ...active, limit: 1 })).toHaveLength(1);
  });
});
