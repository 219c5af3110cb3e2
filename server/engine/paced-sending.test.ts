import { afterEach, beforeEach, expect, it } from "vitest";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";

const on = (event: string) => ({ id: "on", type: "event", config: { event } });
const email = (subject: string) => ({ id: "email", type: "send-email", config: { subject, body: "Hello" } });
const ONE_A_SECOND = { perMinute: 60, perDay: null };
const SECOND_MS = 1_000;

eachDatabase("a limit of emails in a minute", (open) => {
  let rig: EngineRig;
  beforeEach(async () => {
    rig = new EngineRig(open(), { SMTP_URL: "smtp://mail.example", MAIL_FROM: "a@shop.example" });
    await rig.engine.start();
    await rig.set("pace", ONE_A_SECOND);
  });
  afterEach(() => rig.engine.stop());

  const sentTo = () => rig.sent.map(({ endpoint }) => endpoint.replace("@example.com", ""));
  async function go(event: string, ...people: string[]) {
    for (const person of people) await rig.identify(person, { email: `${person}@example.com` });
    await rig.accept(...people.map((person) => rig.event(person, event)));
  }

  it("keeps those over it here: a stop loses none, and who withdraws meanwhile gets nothing", async () => {
    await rig.publish(drawGraph([on("Go"), email("news")]));
    await go("Go", "ana", "ben", "cem", "dan");
    expect(sentTo()).toEqual(["ana"]);
    const waiting = (await rig.messages()).slice(1);
    expect(waiting.map(({ status, handedAt }) => ({ status, handedAt }))).toEqual(
      Array(3).fill({ status: "queued", handedAt: null }),
    );
    await rig.identify("ben", {}, "withdrawn");
    await rig.restart();
    // A process that has just begun has a place at once, and ben takes none.
    expect(sentTo()).toEqual(["ana", "cem"]);
    await rig.pass(SECOND_MS - 1);
    expect(sentTo()).toHaveLength(2);
    await rig.pass(1);
    expect(sentTo()).toEqual(["ana", "cem", "dan"]);
    expect((await rig.messages()).map(({ status }) => status)).toEqual(["sent", "skipped", "sent", "sent"]);
  });

  it("gives the places to the workflows in turn, and holds up nothing but emails", async () => {
    await rig.publish(drawGraph([on("Go"), email("first")]));
    await rig.publish(drawGraph([on("Go"), email("second")]));
    const url = "https://hook.example/x";
    await rig.publish(drawGraph([on("Go"), { id: "hook", type: "call-webhook", config: { url } }]));
    const people = Array.from({ length: 30 }, (_, index) => `p${index}`);
    await go("Go", ...people);
    expect(rig.subjects().filter((subject) => subject === url)).toHaveLength(people.length);
    for (let second = 1; second < 10; second++) await rig.pass(SECOND_MS);
    const emails = rig.subjects().filter((subject) => subject !== url);
    expect(emails).toHaveLength(10);
    expect(emails.filter((subject) => subject === "second").length).toBeGreaterThanOrEqual(3);
  });

  it("is for emails that leave: what is kept here does not wait", async () => {
    const kept = new EngineRig(open());
    await rig.engine.stop();
    await kept.engine.start();
    await kept.publish(drawGraph([on("Go"), email("news")]));
    for (const person of ["ana", "ben", "cem"]) {
      await kept.identify(person, { email: `${person}@example.com` });
      await kept.track(person, "Go");
    }
    expect(kept.sent).toHaveLength(3);
    await kept.engine.stop();
  });
});
