import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { RenderedMessage } from "#drizzle/tables.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { NOW, StoreRig } from "#server/testing/store-rig.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { readRunPage } from "./run-page.ts";

const rules = { transactional: false, topic: "marketing" };
const mailOf = (subject: string): EffectContent => ({
  ...{ channel: "email", subject, preview: "", body: "Hello", buttonLabel: "", buttonUrl: "" },
  ...rules,
});
const ROWS = 520;
const SHOWN = 500;

eachDatabase("the page of a run", (open) => {
  async function enter() {
    const rig = new StoreRig(open());
    const ids = await rig.workflow();
    const { id: profileId } = await rig.profile({ email: "ana@example.com" });
    const { id } = await rig.run({ ...ids, profileId });
    const { workflowId } = ids;
    const send = (key: string, content: EffectContent) =>
      rig.message(profileId, {
        ...{ key, content, channel: content.channel },
        ...{ workflowId, runId: id, nodeId: "hello", visit: 2 },
      });
    const read = async () => (await readRunPage(open(), { id, workflowId }))!;
    return { id, profileId, workflowId, send, read };
  }

  it("holds the newest messages of one that goes in a circle, in their order", async () => {
    const { id, profileId, workflowId, read } = await enter();
    const { messages } = open().tables;
    const rows = Array.from({ length: ROWS }, (_, index) => ({
      ...{ key: `m${index}`, profileId, workflowId, runId: id, nodeId: "hello", visit: index },
      ...{ channel: "email" as const, endpoint: "ana@example.com", data: {}, createdAt: NOW },
      content: mailOf(`Mail ${index}`),
      status: "sent" as const,
    }));
    await open().query.insert(messages).values(rows);
    const shown = (await read()).messages.map(({ text }) => text);
    expect(shown).toHaveLength(SHOWN);
    expect(shown[0]).toBe(`Mail ${ROWS - SHOWN}`);
    expect(shown.at(-1)).toBe(`Mail ${ROWS - 1}`);
  });

  it("names each message by its line, as the customer got it where it went out", async () => {
    const { send, read } = await enter();
    const { messages } = open().tables;
    const sentAs = async (key: string, rendered: RenderedMessage) =>
      await open().query.update(messages).set({ rendered }).where(eq(messages.key, key));
    await send("mail", mailOf("Hello"));
    const mail = { channel: "email" as const, from: "", to: "", html: "", text: "", headers: {} };
    await sentAs("mail", { ...mail, subject: "Hello Ana" });
    await send("waiting", mailOf("Hello {{ profile.name }}"));
    await send("sms", { channel: "sms", body: "Come back", ...rules });
    const hook = { channel: "webhook" as const, method: "POST" as const, headers: {}, body: "secret" };
    await send("crm", { ...hook, url: "https://crm.example/x" });
    await send("chat", { ...hook, url: "https://chat.example/hooks/topsecret", team: true });
    const shown = await read();
    expect(shown.messages.map(({ text }) => text)).toEqual([
      "Hello Ana",
      "Hello {{ profile.name }}",
      "Come back",
      "POST https://crm.example/x",
      expect.stringMatching(/^POST https:\/\/chat\.example/),
    ]);
    expect(shown.messages.map(({ channel }) => channel)).toEqual([
      ...["email", "email", "sms", "webhook", "webhook"],
    ]);
    expect(JSON.stringify(shown.messages)).not.toMatch(/secret/);
  });
});
