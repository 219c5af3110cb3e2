import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { fillSomeWords } from "#server/store/profile-words.ts";
import { createProfile, type NewProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { apiRouter } from "./root.ts";

eachDatabase("what the team keeps on profiles", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.db.transaction((tx) => fillSomeWords(tx, 10));
    return () => rig.engine.stop();
  });

  function as(role: Role) {
    const { db, clock, keys, engine } = rig;
    const services = { db, clock, keys, engine, reads: directReads(db) } as unknown as Services;
    const person = { id: role, name: `The ${role}`, email: `${role}@example.com`, role };
    return apiRouter.createCaller({ services, person });
  }
  const profile = async (fields: Partial<NewProfile>) => {
    const now = rig.clock.now();
    const made = await rig.db.transaction(() => createProfile({ createdAt: now, updatedAt: now, ...fields }));
    return made.id;
  };
  const texts = async (id: number) => {
    const { items } = await as("viewer").profiles.timeline({ id });
    return items.map((item) =>
      item.kind === "history" ? item.code : item.kind === "note" ? item.text : item.kind,
    );
  };

  it("tags people, tells whom it really tagged, and notes it in their history", async () => {
    const [ana, bo] = [await profile({ name: "Ana" }), await profile({ name: "Bo" })];
    const { profileTags, profiles } = as("editor");
    await profileTags.add({ profileIds: [ana], tag: "  VIP   2026 " });
    expect(await profileTags.add({ profileIds: [ana, bo, 999], tag: "VIP 2026" })).toEqual({
      ...{ tag: "VIP 2026", changedIds: [bo], full: 0 },
    });
    await profileTags.add({ profileIds: [ana], tag: "Berlin" });
    expect((await profiles.get({ id: ana })).tags).toEqual(["Berlin", "VIP 2026"]);
    expect((await as("viewer").profileTags.list()).tags).toEqual(["Berlin", "VIP 2026"]);
    expect(await profileTags.remove({ profileIds: [ana, bo], tag: "VIP 2026" })).toMatchObject({
      changedIds: [ana, bo],
    });
    expect(await texts(bo)).toEqual(["profile.untagged", "profile.tagged"]);
    await expect(profileTags.add({ profileIds: [ana], tag: " " })).rejects.toThrow("Enter a tag");
    await expect(as("viewer").profileTags.add({ profileIds: [ana], tag: "x" })).rejects.toThrow(
      "Only an editor",
    );
  });

  it("shows and takes away the tags that programs bring, too", async () => {
    const ana = await profile({ name: "Ana", attributes: { tags: ["Wholesale", 3, "vip"] } });
    const { profileTags, profiles, profileLists } = as("editor");
    await profileTags.add({ profileIds: [ana], tag: "vip" });
    expect((await profiles.get({ id: ana })).tags).toEqual(["Wholesale", "vip"]);
    expect((await profileLists.page({ columns: ["tags"] })).profiles[0]?.tags).toEqual(["Wholesale", "vip"]);
    for (const tag of ["vip", "Wholesale"])
      expect((await profileTags.remove({ profileIds: [ana], tag })).changedIds).toEqual([ana]);
    expect(await profiles.get({ id: ana })).toMatchObject({ tags: [], attributes: { tags: [3] } });
    expect((await profileLists.count({ rule: { kind: "tag", tag: "vip" } })).count).toBe(0);
  });

  it("keeps notes, which can be changed and put back as they were", async () => {
    const ana = await profile({ name: "Ana" });
    const { profileNotes } = as("editor");
    const { id } = await profileNotes.add({ profileId: ana, text: " Wants a call " });
    await profileNotes.change({ profileId: ana, id, text: "Wants a letter" });
    const [note] = (await as("viewer").profileNotes.list({ profileId: ana })).notes;
    expect(note).toMatchObject({ text: "Wants a letter", at: rig.clock.now() });
    expect(await texts(ana)).toEqual(["Wants a letter"]);
    const removed = await profileNotes.remove({ profileId: ana, id });
    expect((await profileNotes.list({ profileId: ana })).notes).toEqual([]);
    await profileNotes.restore(removed);
    expect((await profileNotes.list({ profileId: ana })).notes).toMatchObject([{ text: "Wants a letter" }]);
    const forged = { ...removed, note: removed.note.replace("letter", "fight") };
    await expect(profileNotes.restore(forged)).rejects.toThrow("does not exist");
    await expect(profileNotes.remove({ profileId: ana + 1, id })).rejects.toThrow("does not exist");
    await expect(as("viewer").profileNotes.add({ profileId: ana, text: "x" })).rejects.toThrow(
      "Only an editor",
    );
  });

  it("lists whom a rule holds for, with the columns that are wanted, and counts them", async () => {
    for (const [name, plan] of [
      ["Ana", "gold"],
      ["Bo", "gold"],
      ["Cleo", "free"],
    ] as const)
      await profile({ name, attributes: { plan, size: 7 } });
    const { profileLists, profileTags } = as("editor");
    const rule = { kind: "attribute", attribute: "plan", operator: "equals", value: "gold" } as const;
    const first = await profileLists.page({ rule, columns: ["tags", "attribute:plan"], limit: 1 });
    expect(first.profiles).toMatchObject([{ name: "Bo", tags: [], attributes: { plan: "gold" } }]);
    expect(first.profiles[0]!.attributes).not.toHaveProperty("size");
    await profileTags.add({ profileIds: [first.profiles[0]!.id], tag: "vip" });
    const second = await profileLists.page({ rule, cursor: first.nextCursor, columns: [], limit: 1 });
    expect(second).toMatchObject({ profiles: [{ name: "Ana" }], nextCursor: null });
    expect(await profileLists.count({ rule })).toEqual({ count: 2, isAtLeast: false });
    expect(await profileLists.count({ rule, search: "an" })).toEqual({ count: 1, isAtLeast: false });
    const tagged = await profileLists.page({ rule: { kind: "tag", tag: "vip" }, columns: ["tags"] });
    expect(tagged.profiles).toMatchObject([{ name: "Bo", tags: ["vip"] }]);
    const byName = await profileLists.page({ search: "b", rule, sort: "name" });
    expect(byName.profiles.map(({ name }) => name)).toEqual(["Bo"]);
    const data = { kind: "data", path: "event.total", operator: "exists" } as const;
    await expect(profileLists.page({ rule: data })).rejects.toThrow("about people");
  });

  it("saves lists for the whole team, one for each name", async () => {
    const { profileViews } = as("editor");
    const filter = { search: "ana", rule: { kind: "tag", tag: "vip" }, sort: "name" } as const;
    await profileViews.save({ name: "Mine", filter, columns: ["email"] });
    const { id } = await profileViews.save({ name: "Mine", filter, columns: ["tags"] });
    expect((await as("viewer").profileViews.list()).views).toEqual([
      { id, name: "Mine", filter, columns: ["tags"] },
    ]);
    expect(await profileViews.remove({ id })).toEqual({ name: "Mine", filter, columns: ["tags"] });
    expect((await profileViews.list()).views).toEqual([]);
    await expect(as("viewer").profileViews.save({ name: "x", filter, columns: [] })).rejects.toThrow();
  });

  it("merges only for those who may, and says when two cannot become one", async () => {
    const [ana, bo] = [
      await profile({ name: "Ana Silva", email: "ana@example.com" }),
      await profile({ name: "Ana", email: "ana@example.com", isSample: true }),
    ];
    const { samePerson } = as("editor");
    expect((await as("viewer").samePerson.likely({ id: ana })).profiles).toEqual([]);
    await expect(samePerson.merge({ fromId: bo, intoId: ana })).rejects.toThrow("kept apart");
    await expect(samePerson.previewMerge({ fromId: ana, intoId: ana })).rejects.toThrow(
      "one profile already",
    );
    await expect(as("viewer").samePerson.merge({ fromId: bo, intoId: ana })).rejects.toThrow(
      "Only an editor",
    );
    const cy = await profile({ name: "Cy", email: "ana@example.com" });
    const likely = async () => (await as("viewer").samePerson.likely({ id: ana })).profiles;
    expect(await likely()).toMatchObject([{ id: cy, name: "Cy", signs: ["email"] }]);
    await samePerson.setApart({ id: cy, otherId: ana, apart: true });
    expect(await likely()).toEqual([]);
    expect((await as("viewer").profiles.get({ id: ana })).anonymousIds).toEqual([]);
    await samePerson.setApart({ id: ana, otherId: cy, apart: false });
    expect(await likely()).toHaveLength(1);
    await expect(samePerson.setApart({ id: ana, otherId: 999, apart: true })).rejects.toThrow(
      "does not exist",
    );
    await expect(as("viewer").samePerson.setApart({ id: ana, otherId: cy, apart: true })).rejects.toThrow(
      "Only an editor",
    );
    const preview = await samePerson.previewMerge({ fromId: cy, intoId: ana, take: ["name"] });
    expect(preview).toMatchObject({ result: { name: "Cy", email: "ana@example.com" }, moved: { events: 0 } });
    expect(await samePerson.merge({ fromId: cy, intoId: ana, take: ["name"] })).toEqual({ id: ana });
    expect(await as("viewer").profiles.get({ id: ana })).toMatchObject({ name: "Cy" });
  });
});
