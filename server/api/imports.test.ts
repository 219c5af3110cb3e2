import { expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { DISK_KEPT_BYTES } from "#server/imports/folder.ts";
import { FILES_KEPT_MS } from "#server/imports/imports.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { importsRouter } from "./imports.ts";

type PlanInput = Parameters<ReturnType<typeof apiOf>["check"]>[0]["plan"];

eachDatabase("the imports", (open) => {
  it("are seen by viewers and changed by nobody below an editor", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "a.csv", "Email\na@example.com\n");
    const plan = await planOf(rig, id);
    const uploadId = crypto.randomUUID();
    for (const [role, code] of [
      ["viewer", "FORBIDDEN"],
      [null, "UNAUTHORIZED"],
    ] as const) {
      const api = apiOf(rig, role);
      for (const change of [
        () => api.preview({ id, plan }),
        () => api.begin({ bytes: 5 }),
        () => api.finish({ uploadId, kind: "profiles", fileName: "a.csv", bytes: 5 }),
        () => api.cancel({ uploadId }),
        () => api.check({ id, plan }),
        () => api.stopCheck({ id }),
        () => api.start({ id }),
        () => api.stop({ id }),
        () => api.remove({ id }),
      ])
        await expect(change()).rejects.toMatchObject({ code });
    }
    const viewer = apiOf(rig, "viewer");
    expect(await viewer.get({ id })).toMatchObject({ fileName: "a.csv", hasFile: true });
    expect((await viewer.list()).imports).toMatchObject([{ id, status: "uploaded" }]);
    await expect(apiOf(rig, null).list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("begin only after the file was tried out with the plan as it is", async () => {
    const rig = new ImportRig(open());
    const api = apiOf(rig, "editor");
    const id = await rig.upload("profiles", "a.csv", "Email,City\na@example.com,Bonn\n");
    const plan = await planOf(rig, id);
    await expect(api.start({ id })).rejects.toThrow("Try the file out first");
    const none = { ...plan, columns: [null, "text:City"] };
    await expect(api.check({ id, plan: none })).rejects.toThrow("Choose the column that says who it is");
    expect(await api.preview({ id, plan: none })).toMatchObject({ problem: expect.any(String), rows: [] });
    expect(await api.preview({ id, plan })).toMatchObject({ problem: null, rows: [{ outcome: "created" }] });
    await expect(api.check({ id, plan: { ...plan, agreed: "yes" } })).rejects.toThrow(
      "Say in a sentence how these people agreed",
    );

    await api.check({ id, plan: { ...plan, agreed: "They ticked the box" } });
    await rig.imports.idle();
    expect(await api.get({ id })).toMatchObject({
      checking: null,
      plan: { check: { created: 1 }, confirmation: { words: "They ticked the box", by: "editor" } },
    });
    await api.start({ id });
    await rig.imports.idle();
    expect(await api.get({ id })).toMatchObject({ status: "done", created: 1, hasFile: false });
    await expect(api.start({ id })).rejects.toThrow("under way or done already");
    await expect(api.check({ id, plan })).rejects.toThrow("This import has begun already");
    await expect(api.remove({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("take the preview of a file with three hundred columns", async () => {
    const rig = new ImportRig(open());
    const names = Array.from({ length: 299 }, (_, at) => `Answer to the question ${at}`);
    const text = `Email,${names.join(",")}\na@example.com,${names.map(() => "x").join(",")}\n`;
    const id = await rig.upload("profiles", "wide.csv", text);
    const plan = await planOf(rig, id);
    expect(encodeURIComponent(JSON.stringify(plan)).length).toBeGreaterThan(8_000);
    expect(await apiOf(rig, "editor").preview({ id, plan })).toMatchObject({ problem: null });
  });

  it("say what keeps a file from being sent", async () => {
    const rig = new ImportRig(open());
    await rig.engine.engine.reload();
    const api = apiOf(rig, "editor");
    await expect(api.begin({ bytes: 0 })).rejects.toThrow("The file is empty");
    await expect(api.begin({ bytes: 2 ** 31 })).rejects.toThrow("A file may have 1 GB");
    rig.freeBytes = DISK_KEPT_BYTES + 10;
    await expect(api.begin({ bytes: 11 })).rejects.toThrow("no room for this file");
    rig.freeBytes = Number.MAX_SAFE_INTEGER;
    const { uploadId } = await api.begin({ bytes: 20 });
    const file = { uploadId, kind: "profiles" as const, fileName: "a.csv", bytes: 20 };
    await expect(api.finish(file)).rejects.toThrow("did not arrive in full");
    await rig.imports.uploads.write(uploadId, 0, Buffer.from("Email\na@example.com\n"));
    const { id } = await api.finish(file);
    expect(await api.finish(file)).toEqual({ id });
    for (let count = 0; count < 10; count++) await api.begin({ bytes: 5 });
    await expect(api.begin({ bytes: 5 })).rejects.toThrow("Too many files");
  });

  it("that are under way stop when the owner says so, and go on while their file is there", async () => {
    const rig = new ImportRig(open());
    const api = apiOf(rig, "editor");
    const rows = Array.from({ length: 2_000 }, (_, at) => `p${at}@example.com`);
    const id = await rig.upload("profiles", "many.csv", `Email\n${rows.join("\n")}\n`);
    await rig.check(id);
    await api.start({ id });
    while ((await rig.find(id)).created === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await api.stop({ id })).toEqual({ stopped: true });
    await rig.imports.idle();
    const stopped = await api.get({ id });
    expect(stopped).toMatchObject({
      ...{ status: "stopped", hasFile: true, filesUntil: rig.now + FILES_KEPT_MS },
    });
    expect(await rig.people()).toHaveLength(stopped.created);
    expect(stopped.created).toBeLessThan(2_000);

    await api.start({ id });
    await rig.imports.idle();
    expect(await api.get({ id })).toMatchObject({ status: "done", created: 2_000, unchanged: 0 });
  });

  it("that were stopped do not go on without their file", async () => {
    const rig = new ImportRig(open());
    const api = apiOf(rig, "editor");
    const id = await rig.upload("profiles", "a.csv", "Email\na@example.com\n");
    await rig.db.transaction((tx) => rig.move(tx, id));
    await api.stop({ id });
    rig.engine.clock.advance(8 * DAY_MS);
    await rig.imports.sweep(rig.now);
    expect(await api.get({ id })).toMatchObject({ status: "stopped", hasFile: false });
    await expect(api.start({ id })).rejects.toThrow("not on this server any more");
  });
});

function apiOf({ imports, engine, db }: ImportRig, role: Role | null) {
  const { clock } = engine;
  const person = role && { id: role, name: role, email: `${role}@example.com`, role };
  return importsRouter.createCaller({ services: { imports, clock, db } as unknown as Services, person });
}

async function planOf(rig: ImportRig, id: number): Promise<PlanInput> {
  const { columns, delimiter, timezone, dayFirst, eventName, everyRow, startsWorkflows } = (
    await rig.find(id)
  ).plan;
  return {
    ...{ columns, timezone, dayFirst, eventName, everyRow, startsWorkflows, agreed: null },
    delimiter: delimiter as PlanInput["delimiter"],
  };
}
