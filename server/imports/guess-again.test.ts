import { expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { ImportRig } from "#server/testing/import-rig.ts";
import { guessAgain } from "./guess-again.ts";

eachDatabase("another sign between the cells", (open) => {
  const again = async (rig: ImportRig, id: number, delimiter: string) =>
    await guessAgain(
      { db: rig.db, engine: rig.engine.engine, imports: rig.imports },
      await rig.find(id),
      delimiter,
    );

  it("makes other columns, keeps what was said of the people, and imports them so", async () => {
    const rig = new ImportRig(open());
    // The commas in the note outnumber what really parts the cells.
    const text = "Email|Note, and, more, of, it\na@example.com|x,1,2,3,4\nb@example.com|y,1,2,3,4\n";
    const id = await rig.upload("profiles", "unsubscribed_people.csv", text);
    expect((await rig.find(id)).plan.delimiter).toBe(",");
    expect(await again(rig, id, "|")).toBeNull();
    const { plan } = await rig.find(id);
    expect(plan).toMatchObject({
      ...{ delimiter: "|", everyRow: "withdrawn", check: null },
      columns: ["email", "text:Note, and, more, of, it"],
    });
    expect((await rig.imports.head(await rig.find(id)))!.headers).toHaveLength(2);
    await rig.run(id);
    expect(await rig.people()).toMatchObject([
      { email: "a@example.com", attributes: { "Note, and, more, of, it": "x,1,2,3,4" } },
      { email: "b@example.com" },
    ]);
    expect(await again(rig, id, ";")).not.toBeNull();
  });

  it("obeys the line that tells Excel the sign, and takes it for no row", async () => {
    const rig = new ImportRig(open());
    const id = await rig.upload("profiles", "a.csv", "sep=;\r\nEmail;Note\r\na@example.com;x,y\r\nbad;z\r\n");
    expect((await rig.find(id)).plan).toMatchObject({ delimiter: ";", columns: ["email", "text:Note"] });
    expect(await rig.run(id)).toMatchObject({ rows: 2, created: 1, rejected: 1 });
    expect(await rig.people()).toMatchObject([{ email: "a@example.com", attributes: { Note: "x,y" } }]);
  });
});
