import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { profileIdsWithPhone } from "#server/store/phone-owners.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { DAY_MS } from "#server/testing/engine-rig.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { inWords } from "#workflows/testing/in-words.ts";

eachDatabase("imports", (open) => {
  it("takes profiles in, counts them as the dry run did, and does nothing the second time", async () => {
    const rig = new ImportRig(open());
    await rig.profile({ externalId: "7", email: "old@example.com", name: "Old" });
    await rig.profile({ email: "bo@example.com", attributes: { City: "Bonn" } });
    const text = [
      "Email,Customer ID,First Name,Last Name,City,Orders",
      "ana@example.com,1,Ana,Ito,Berlin,3",
      "new@example.com,7,Old,,,",
      "BO@example.com,,Bo,,Bonn,",
      "ana@example.com,1,Ana,Ito,Hamburg,4",
      "nonsense,,Nobody,,,",
      ",,Nobody,,,",
    ].join("\n");
    const id = await rig.upload("profiles", "customers.csv", text);
    const checked = await rig.check(id);
    expect(checked.plan.check).toMatchObject({
      ...{ rows: 6, created: 1, updated: 2, unchanged: 0, rejected: 2 },
      reasons: { "bad-email": 1, nobody: 1 },
    });
    expect(await rig.people()).toHaveLength(2);

    const done = await rig.run(id);
    expect(done).toMatchObject({
      status: "done",
      rows: 6,
      created: 1,
      updated: 2,
      unchanged: 0,
      rejected: 2,
    });
    expect(await rig.people()).toEqual([
      { externalId: "7", email: "new@example.com", name: "Old", attributes: {} },
      { externalId: null, email: "bo@example.com", name: "Bo", attributes: { City: "Bonn" } },
      {
        externalId: "1",
        email: "ana@example.com",
        name: "Ana Ito",
        attributes: { City: "Hamburg", Orders: 4 },
      },
    ]);

    const again = await rig.run(await rig.upload("profiles", "customers.csv", text));
    expect(again).toMatchObject({ created: 0, updated: 1, unchanged: 2, rejected: 2 });
  });

  it("takes the same number, written another way, for no change", async () => {
    const rig = new ImportRig(open());
    await rig.profile({ email: "ana@example.com", phone: "+49 170 1234567" });
    const text = "Email,Phone\nana@example.com,0049 (170) 123-4567\nbo@example.com,+49 170 1234567\n";
    const done = await rig.run(await rig.upload("profiles", "phones.csv", text));
    expect(done).toMatchObject({ created: 1, updated: 0, unchanged: 1 });
    expect(await rig.engine.db.transaction(() => profileIdsWithPhone("+491701234567"))).toHaveLength(2);
    const moved = "Email,Phone\nbo@example.com,+385 91 765-4321\n";
    expect(await rig.run(await rig.upload("profiles", "moved.csv", moved))).toMatchObject({ updated: 1 });
    expect(await rig.engine.db.transaction(() => profileIdsWithPhone("+385917654321"))).toHaveLength(1);
  });

  it("gives the rejected rows back with their reasons, safe to open in a spreadsheet", async () => {
    const rig = new ImportRig(open());
    const text = 'Email;Note\n=cmd|x@y;"a;b\nc"\nok@example.com;fine\n@bad;-1+2\n';
    const id = await rig.upload("profiles", "list.csv", text);
    const done = await rig.run(id);
    expect(done).toMatchObject({ created: 1, rejected: 2 });
    const file = await readFile(rig.imports.rejectedFile(id));
    expect(file.length).toBe(done.plan.rejectedBytes);
    const why = "The email address is not one that mail can be sent to";
    expect(parse(file, { delimiter: ";" })).toEqual([
      ["Email", "Note", "Reason"],
      ["'=cmd|x@y", "a;b\nc", why],
      ["'@bad", "'-1+2", why],
    ]);
  });

  it("goes on exactly where it was cut off", async () => {
    const rig = new ImportRig(open());
    const rows = Array.from({ length: 900 }, (_, index) =>
      index % 10 === 3 ? `broken${index}` : `p${index % 300}@example.com`,
    );
    const id = await rig.upload(
      "profiles",
      "many.csv",
      `Email,Note\n${rows.map((row, at) => `${row},"n\n${at}"`).join("\n")}`,
    );
    const whole = await rig.check(id);
    rig.cutAfter(6);
    await rig.begin(id);
    let cuts = 0;
    for (; (await rig.find(id)).status === "running"; cuts++) {
      expect((await rig.find(id)).failure).toBeNull();
      rig.restart();
      rig.cutAfter(6);
      rig.imports.poke();
      await rig.imports.idle();
    }
    expect(cuts).toBeGreaterThan(2);
    const done = await rig.find(id);
    const { rows: all, created, updated, unchanged, rejected, reasons } = whole.plan.check!;
    expect(done).toMatchObject({ status: "done", rows: all, created, updated, unchanged, rejected });
    expect(done.plan.reasons).toEqual(reasons);
    expect(await rig.people()).toHaveLength(created);
    const kept = parse(await readFile(rig.imports.rejectedFile(id)), { from: 2 }) as string[][];
    expect(kept.map(([email]) => email)).toEqual(rows.filter((row) => row.startsWith("broken")));
  });

  it("stops when the owner says so, and goes on later", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "a.csv", "Email\na@example.com\nb@example.com\n");
    await rig.check(id);
    expect(await rig.imports.halt(id)).toBe(false);
    await rig.db.transaction((tx) => rig.move(tx, id));
    expect(await rig.imports.halt(id)).toBe(true);
    expect((await rig.find(id)).status).toBe("stopped");
    await rig.begin(id);
    expect(await rig.find(id)).toMatchObject({ status: "done", created: 2 });
  });

  it("says why a file cannot be taken, and leaves nothing of it behind", async () => {
    const rig = new ImportRig(open());
    expect(await rig.tryUpload("profiles", "a.csv", "\n\n")).toMatchObject({ kind: "refused" });
    const unclosed = 'b@example.com,"never closed\nc@example.com,x\n';
    const message = expect.stringContaining("never closed");
    expect(inWords(await rig.tryUpload("profiles", "a.csv", `Email,Note\n${unclosed}`))).toEqual({
      kind: "refused",
      message,
    });
    const good = Array.from({ length: 400 }, (_, index) => `p${index}@example.com,${"x".repeat(100)}`).join(
      "\n",
    );
    const id = await rig.upload("profiles", "a.csv", `Email,Note\n${good}\n${unclosed}`);
    rig.imports.check(await rig.find(id));
    await rig.imports.idle();
    expect(inWords(rig.imports.checkState(id))).toEqual({ failure: message });
    expect(await rig.people()).toEqual([]);
    expect(inWords(await rig.run(id))).toMatchObject({ status: "failed", failure: message, created: 400 });
  });

  it("removes files a week after they were of use, and uploads that nobody began", async () => {
    const rig = new ImportRig(open());
    const done = await rig.upload("profiles", "a.csv", "Email\nbad\n");
    await rig.run(done);
    const left = await rig.upload("profiles", "b.csv", "Email\na@example.com\n");
    await rig.imports.sweep(rig.now + 6 * DAY_MS);
    expect(await rig.find(left)).toMatchObject({ status: "uploaded" });
    await rig.imports.sweep(rig.now + 8 * DAY_MS);
    expect(await rig.imports.find(left)).toBeUndefined();
    expect(await rig.find(done)).toMatchObject({ status: "done", rejected: 1 });
    await expect(readFile(rig.imports.rejectedFile(done))).rejects.toThrow("ENOENT");
  });
});
