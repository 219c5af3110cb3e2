import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { readEnv } from "#server/env.ts";
import type { Services } from "#server/services.ts";
import { createProfile } from "#server/store/profiles.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { word } from "#workflows/phrase.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { trial } from "#workflows/trial.ts";
import { emailPreviewRouter } from "./email-preview.ts";
import { emailProblems } from "./email-problems.ts";
import { messagesRouter } from "./messages.ts";
import { simulateRun } from "./simulate-run.ts";

const english = { subject: "Welcome", body: 'Since {{ now | date: "long" }}' };
const chinese = { subject: "欢迎", body: '从 {{ now | date: "long" }} 起' };
const draw = (zh: Record<string, unknown> = chinese, transactional = false) =>
  drawGraph([
    { id: "start", type: "signup", config: {} },
    {
      id: "mail",
      type: "send-email",
      config: { ...english, transactional, variants: { zh, ar: { subject: "أهلا", body: "أهلا" } } },
    },
  ]);

eachDatabase("an email in several languages", (open) => {
  let rig: EngineRig;
  let senders: SenderPool;
  let services: Services;
  beforeEach(async () => {
    rig = new EngineRig(open(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await rig.engine.start();
    senders = new SenderPool(pino({ level: "silent" }));
    const { db, clock, keys, engine } = rig;
    services = { db, clock, keys, engine, senders, env: readEnv({}) } as unknown as Services;
  });
  afterEach(() => Promise.all([senders.close(), rig.engine.stop()]));

  const person = { id: "e", name: "Eve", email: "eve@shop.example", role: "editor" as const };
  async function customer(locale: string | null): Promise<number> {
    const { id } = await open().transaction(() =>
      createProfile({ ...{ email: "li@example.com", locale, attributes: {} }, createdAt: 0, updatedAt: 0 }),
    );
    return id;
  }

  it("is shown as the person gets it, or as it is being written", async () => {
    const api = emailPreviewRouter.createCaller({ services, person });
    const content = { ...english, variants: { zh: chinese, ar: { subject: "أهلا", body: "أهلا" } } };
    const forLi = await api.render({ content, profileId: await customer("zh-CN"), language: "ar" });
    expect(forLi).toMatchObject({ subject: "欢迎", language: "zh" });
    expect(forLi.html).toMatch(/<html lang="zh" dir="ltr"/);
    expect(forLi.text).toContain("2026年3月10日");
    const forLuc = await api.render({ content, profileId: await customer("fr"), language: "zh" });
    expect(forLuc).toMatchObject({ subject: "Welcome", language: null });
    expect(forLuc.html).toMatch(/<html lang="en"/);
    const nobody = await api.render({ content: chinese, profileId: null, language: "zh" });
    expect(nobody).toMatchObject({ subject: "欢迎", language: "zh" });
    expect(nobody.text).toContain("2026年3月10日");
    const arabic = await api.render({ content: { body: "أهلا" }, profileId: null, language: "ar" });
    expect(arabic.html).toMatch(/<html lang="ar" dir="rtl"/);
    await expect(api.render({ content, profileId: null, language: '"><script>' })).rejects.toThrow();
  });

  it("is tried in the language of whom it is for", async () => {
    const api = messagesRouter.createCaller({ services, person });
    const test = { graph: draw(), nodeId: "mail" };
    await api.sendTest({ ...test, profileId: await customer("zh_TW"), language: "ar" });
    await api.sendTest({ ...test, profileId: await customer(null), language: "ar" });
    await api.sendTest({ ...test, profileId: null, language: "ar" });
    await api.sendTest({ ...test, profileId: null });
    expect(rig.subjects()).toEqual(["[Test] 欢迎", "[Test] Welcome", "[Test] أهلا", "[Test] Welcome"]);
    const pages = await Promise.all((await rig.messages()).map(({ id }) => api.get({ id })));
    expect(pages.map(({ language }) => language)).toEqual(["zh", null, "ar", null]);
  });

  it("says in which language somebody gets it when it is tried out", async () => {
    const played = await simulateRun(
      services,
      0,
      draw(chinese, true),
      trial.parse({ person: { kind: "stored", profileId: await customer("zh") } }),
    );
    const message = played.steps.find(({ kind }) => kind === "message");
    expect(message).toMatchObject({
      sending: { channel: "email", language: "zh" },
      message: { subject: "欢迎" },
    });
  });

  it("is looked through in each of them before it is published", async () => {
    const broken = { subject: "{{ nope", format: "code", code: "<mjml><mj-body><mj-x/></mj-body></mjml>" };
    const problems = await emailProblems(services, draw(broken));
    expect(problems.map(({ severity, field }) => [severity, field])).toEqual([
      ["error", "variants.zh.subject"],
      ["error", "variants.zh.code"],
    ]);
    for (const { message } of problems) expect(word(message)).toMatch(/^Chinese: /);
  });
});
