import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnv } from "#server/env.ts";
import { readPersonHead } from "#server/exports/person.ts";
import { directReads } from "#server/reads/reads.ts";
import type { Services } from "#server/services.ts";
import { insertInteractions, type NewInteraction } from "#server/store/interactions.ts";
import { readSettings } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { apiRouter } from "./root.ts";

const SHOES = "https://shop.example/shoes";
const hello = drawGraph([
  { id: "signup", type: "signup", config: {} },
  { id: "hello", type: "send-email", config: { subject: "Hello", body: "Hello" } },
]);

eachDatabase("opens and clicks", (open) => {
  let rig: EngineRig;
  let profileId: number;
  beforeEach(async () => {
    rig = new EngineRig(open());
    await rig.engine.start();
    await rig.identify("ana", { email: "ana@example.com" });
    profileId = (await rig.profile("ana")).id;
  });
  afterEach(() => rig.engine.stop());

  function as(role: "viewer" | "editor" | "owner") {
    const { db, engine, clock, keys } = rig;
    const services = { db, engine, clock, keys, env: readEnv({}), reads: directReads(db) };
    const person = { id: "1", name: "Olga", email: "olga@example.com", role };
    return apiRouter.createCaller({ services: services as unknown as Services, person });
  }
  const note = (row: Pick<NewInteraction, "messageId" | "kind" | "machine" | "url">, at: number) =>
    open().transaction((tx) => insertInteractions(tx, [{ ...row, profileId, at }]));

  it("are on the message's page, and a person's clicks in the person's timeline", async () => {
    await rig.publish(hello);
    await rig.track("ana", "Signed Up");
    const messageId = (await rig.messages())[0]!.id;
    const at = rig.clock.now() + 60_000;
    await note({ messageId, kind: "opened", machine: true, url: null }, at);
    await note({ messageId, kind: "clicked", machine: true, url: SHOES }, at + 1);
    const marks = async () =>
      (await as("viewer").messages.list({})).messages.map((row) => [row.opened, row.clicked]);
    expect(await marks()).toEqual([[false, false]]);
    await note({ messageId, kind: "clicked", machine: false, url: SHOES }, at + 2);
    expect(await marks()).toEqual([[false, true]]);
    const { story } = await as("viewer").messages.get({ id: messageId });
    const done = story.filter(({ machine }) => machine !== undefined);
    expect(done.map(({ kind, machine, url }) => [kind, machine, url])).toEqual([
      ["opened", true, undefined],
      ["clicked", true, SHOES],
      ["clicked", false, SHOES],
    ]);
    const { items } = await as("viewer").profiles.timeline({ id: profileId });
    expect(items.filter(({ kind }) => kind === "click")).toMatchObject([
      { at: at + 2, messageId, url: SHOES, text: "Hello" },
    ]);
  });

  it("can be left alone for one person, by who may edit", async () => {
    await expect(as("viewer").profiles.setTracking({ id: profileId, off: true })).rejects.toThrow();
    await as("editor").profiles.setTracking({ id: profileId, off: true });
    expect(await as("viewer").profiles.get({ id: profileId })).toMatchObject({ trackingOff: true });
    const exported = await readPersonHead(open(), profileId, () => "");
    expect(exported?.profile).toMatchObject({ trackingOff: true });
    await as("editor").profiles.setTracking({ id: profileId, off: false });
    expect(await as("viewer").profiles.get({ id: profileId })).toMatchObject({ trackingOff: false });
    await expect(as("editor").profiles.setTracking({ id: 999_999, off: true })).rejects.toThrow();
  });

  it("can be left alone by the whole shop, by its owner", async () => {
    const chosen = { on: false, utm: true, utmSource: "newsletter", orderDays: 7 };
    await expect(as("editor").settings.saveTracking(chosen)).rejects.toThrow();
    await as("owner").settings.saveTracking(chosen);
    expect(rig.engine.live.settings.tracking).toEqual(chosen);
    expect((await as("viewer").settings.get()).tracking).toEqual(chosen);
    await expect(as("owner").settings.saveTracking({ ...chosen, utmSource: " " })).rejects.toThrow(
      "Enter a name",
    );
  });

  it("are left alone when what the shop chose cannot be read", async () => {
    const { settings } = open().tables;
    await open()
      .query.insert(settings)
      .values({ key: "tracking", value: { on: "perhaps" } });
    expect((await readSettings(open())).tracking).toMatchObject({ on: false, utm: false });
  });
});
