import { beforeEach, expect, it } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import type { Services } from "#server/services.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { TextingRig } from "#server/testing/texting-rig.ts";
import { ACCOUNT_SID, AUTH_TOKEN, refusal, startTextingService } from "#server/testing/texting-service.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { messagesRouter } from "./messages.ts";
import { textingRouter } from "./texting.ts";

const NUMBER = "+385911234567";

eachDatabase("the service for text messages", (open) => {
  let texting: TextingRig;
  beforeEach(async () => {
    texting = await TextingRig.start(open());
    await texting.rig.set("texting", null);
    return () => texting.stop();
  });

  const context = (role: Role) => {
    const { rig, env } = texting;
    const { clock, keys, engine } = rig;
    const person = { id: role, name: role, email: `${role}@example.com`, role };
    return { services: { db: open(), clock, keys, engine, env } as unknown as Services, person };
  };
  const as = (role: Role) => textingRouter.createCaller(context(role));
  const form = (changes: Partial<Parameters<ReturnType<typeof as>["save"]>[0]> = {}) => ({
    ...{ accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, smsFrom: "+1 555 123 0000", whatsappFrom: "" },
    baseUrl: texting.service.url,
    ...changes,
  });

  it("is kept once its token works, and the token is never shown again", async () => {
    expect(await as("owner").get()).toEqual({ service: null, callbackUrl: null, publicUrlProblem: null });
    expect(await as("owner").save(form())).toEqual({ kind: "saved" });
    const shown = await as("owner").get();
    expect(shown.service).toEqual({
      ...{ accountSid: ACCOUNT_SID, smsFrom: "+15551230000", whatsappFrom: "", baseUrl: texting.service.url },
    });
    expect(shown.callbackUrl).toMatch(/^https:\/\/shop\.example\/texts\/[\w-]{43}$/);
    expect(JSON.stringify(shown)).not.toContain(AUTH_TOKEN);
    expect(JSON.stringify(texting.rig.engine.live.settings.texting)).not.toContain(AUTH_TOKEN);
  });

  it("is looked at by everybody and changed by owners, who alone see the address for answers", async () => {
    await as("owner").save(form());
    expect(await as("viewer").get()).toMatchObject({
      service: { smsFrom: "+15551230000" },
      callbackUrl: null,
    });
    const editor = as("editor");
    for (const change of [
      editor.save(form()),
      editor.remove(),
      editor.rotateCallback(),
      editor.sendTest({ channel: "sms", to: NUMBER }),
    ])
      await expect(change).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps its token when something else is changed, and lends it to no other account or server", async () => {
    await as("owner").save(form());
    const { callbackUrl } = await as("owner").get();
    expect(await as("owner").save(form({ authToken: "", smsFrom: "Hearth" }))).toEqual({ kind: "saved" });
    expect(await as("owner").get()).toMatchObject({ service: { smsFrom: "Hearth" }, callbackUrl });
    const other = await startTextingService();
    for (const changes of [{ accountSid: "AC1" }, { baseUrl: other.url }])
      expect(inWords(await as("owner").save(form({ authToken: "", ...changes })))).toEqual({
        ...{ kind: "refused", field: "authToken", text: "Enter the auth token" },
      });
    expect(other.all).toEqual([]);
    await other.close();
  });

  it("is refused with the field that is wrong, or with what the service says", async () => {
    const refused = async (changes: Parameters<typeof form>[0]) => await as("owner").save(form(changes));
    expect(await refused({ smsFrom: "" })).toMatchObject({ kind: "refused", field: "smsFrom" });
    expect(await refused({ smsFrom: "0911234567890" })).toMatchObject({ field: "smsFrom" });
    expect(await refused({ accountSid: "a/b" })).toMatchObject({ field: "accountSid" });
    expect(await refused({ authToken: "" })).toMatchObject({ field: "authToken" });
    for (const baseUrl of ["http://example.com", "http://127.0.0.1:1"])
      expect(await refused({ baseUrl })).toMatchObject({ field: "baseUrl" });
    expect(inWords(await refused({ authToken: "wrong" }))).toEqual({
      ...{ kind: "refused", field: null },
      text: "The service for text messages did not accept the account or its token: Authenticate",
    });
    expect(await as("owner").get()).toMatchObject({ service: null });
  });

  it("gets another address for answers, and forgets everything when it is removed", async () => {
    await expect(as("owner").rotateCallback()).rejects.toMatchObject({ code: "NOT_FOUND" });
    await as("owner").save(form());
    const { callbackUrl } = await as("owner").get();
    await as("owner").rotateCallback();
    const rotated = await as("owner").get();
    expect(rotated.callbackUrl).toMatch(/^https:\/\/shop\.example\/texts\//);
    expect(rotated.callbackUrl).not.toBe(callbackUrl);
    await as("owner").remove();
    expect(await as("owner").get()).toMatchObject({ service: null, callbackUrl: null });
  });

  it("is tried with a message to a number", async () => {
    const test = (to = "+385 91 123 4567") => as("owner").sendTest({ channel: "sms", to });
    expect(await test()).toMatchObject({ kind: "captured" });
    await as("owner").save(form());
    await texting.service.next();
    expect(inWords(await test())).toMatchObject({ kind: "sent", text: `Sent to ${NUMBER}` });
    expect(await texting.service.nextForm()).toMatchObject({
      ...{ To: NUMBER, Body: "If you read this, messages from My shop reach people." },
    });
    texting.service.answer(refusal(400, 21614, "Not a mobile number"));
    expect(inWords(await test())).toMatchObject({
      ...{ kind: "failed", text: "Nothing can be sent to this phone number: Not a mobile number" },
    });
    expect(await as("owner").sendTest({ channel: "whatsapp", to: NUMBER })).toMatchObject({
      kind: "captured",
    });
    await expect(test("091 123")).rejects.toThrow("Enter a number with its country");
  });

  it("sends a step's message to a number that somebody names, as customers would get it", async () => {
    await as("owner").save(form());
    await texting.service.next();
    const graph = drawGraph([
      { id: "start", type: "signup", config: {} },
      { id: "text", type: "send-sms", config: { body: "Hi {{ profile.firstName }}" } },
    ]);
    const send = (to?: string) =>
      messagesRouter
        .createCaller(context("editor"))
        .sendTest({ graph, nodeId: "text", profileId: null, ...(to === undefined ? {} : { to }) });
    expect(inWords(await send("00385 91 123 4567"))).toMatchObject({
      kind: "sent",
      text: `Sent to ${NUMBER}`,
    });
    expect(await texting.service.nextForm()).toMatchObject({
      ...{ To: NUMBER, Body: "[Test] Hi Ana\nReply STOP to leave" },
    });
    await expect(send()).rejects.toThrow("Enter a number with its country");
  });
});
