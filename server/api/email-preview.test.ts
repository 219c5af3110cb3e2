import { Liquid } from "liquidjs";
import pino from "pino";
import { expect, it, vi } from "vitest";
import type { Role } from "#drizzle/tables.ts";
import { PREVIEWS_BURST, SenderPool } from "#server/delivery/sender-pool.ts";
import { NOBODY_ID } from "#server/engine/test-send.ts";
import { readEnv } from "#server/env.ts";
import { readPreferencesToken, readUnsubscribeToken } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { createProfile } from "#server/store/profiles.ts";
import { writeSetting } from "#server/store/settings.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { designOf } from "#server/testing/email-designs.ts";
import { EngineRig } from "#server/testing/engine-rig.ts";
import { defaultBrand } from "#workflows/brand.ts";
import type { Graph } from "#workflows/graph.ts";
import { word } from "#workflows/phrase.ts";
import { brandRouter } from "./brand.ts";
import { emailPreviewRouter } from "./email-preview.ts";
import { emailProblems } from "./email-problems.ts";
import { savedBlocksRouter } from "./saved-blocks.ts";

eachDatabase("emails made in the editor", (open) => {
  async function start() {
    const rig = new EngineRig(open());
    await rig.engine.start();
    const senders = new SenderPool(pino({ level: "silent" }));
    const { db, clock, keys, engine } = rig;
    const services = { db, clock, keys, engine, senders, env: readEnv({}) } as unknown as Services;
    const as = (role: Role) => ({
      services,
      person: { id: role, name: role, email: `${role}@example.com`, role },
    });
    return { rig, services, as, close: () => Promise.all([senders.close(), engine.stop()]) };
  }
  const design = designOf(
    { type: "heading", text: "Hi {{ profile.firstName }} from {{ profile.city }}" },
    { type: "products", source: "cart" },
  );
  const content = { format: "design" as const, subject: "For {{ profile.name }}", design };

  it("are shown with anybody's values, and with what that person has not", async () => {
    const { rig, as, close } = await start();
    try {
      const { id } = await rig.db.transaction(() =>
        createProfile({
          ...{ name: "Ana <Kovač>", email: "ana@example.com", locale: "hr", attributes: {} },
          ...{ createdAt: 0, updatedAt: 0 },
        }),
      );
      const api = emailPreviewRouter.createCaller(as("viewer"));
      const shown = await api.render({ content, profileId: id });
      expect(shown.subject).toBe("For Ana <Kovač>");
      expect(shown.html).toContain("Hi Ana from");
      expect(shown.html).toMatch(/<html lang="en" dir="ltr"/);
      expect(shown.text).toContain("Cedar candle");
      expect(shown.missing).toEqual([{ path: "profile.city", shown: [""] }]);
      const invented = await api.render({
        content: { ...content, text: "Dear {{ profile.name }}," },
        profileId: null,
      });
      expect(invented.text).toMatch(/^Dear Ana Sample,/);
      await rig.db.transaction((tx) =>
        writeSetting(tx, "senders", {
          identities: [{ id: "help", name: "Help", address: "help@shop.example", replyTo: "" }],
          defaultId: null,
        }),
      );
      await rig.engine.reload();
      const inbox = { ...content, from: "help", preview: " For {{ profile.firstName }} " };
      expect(await api.render({ content: inbox, profileId: id })).toMatchObject({
        from: "Help <help@shop.example>",
        previewText: "For Ana",
      });
      expect(shown.previewText).toBe("");
      const empty = await api.render({ content: { format: "design" }, profileId: null });
      expect(empty.subject).toBe("No subject yet");
      await expect(api.render({ content, profileId: 999 })).rejects.toThrow(/does not exist/);
      const broken = {
        format: "code" as const,
        subject: "x",
        code: "<mjml>\n<mj-body><mj-x/></mj-body></mjml>",
      };
      await expect(api.render({ content: broken, profileId: null })).rejects.toThrow(/line 2/);
    } finally {
      await close();
    }
  });

  it("are shown with links that stand for nobody", async () => {
    const { rig, services, as, close } = await start();
    try {
      const { id: profileId } = await rig.db.transaction(() =>
        createProfile({ name: "Ana", email: "ana@example.com", attributes: {}, createdAt: 0, updatedAt: 0 }),
      );
      const body = "{{ unsubscribe_url }} {{ preferences_url }}";
      const api = emailPreviewRouter.createCaller(as("viewer"));
      const { text } = await api.render({ content: { body }, profileId });
      const tokens = (kind: string) =>
        [...text.matchAll(new RegExp(`/${kind}/([\\w.-]+)`, "g"))].map(([, token]) => token!);
      const { keys } = services;
      expect(tokens("unsubscribe").length).toBeGreaterThan(0);
      for (const token of tokens("unsubscribe"))
        expect(readUnsubscribeToken(keys, token)).toMatchObject({ profileId: NOBODY_ID });
      expect(tokens("preferences").length).toBeGreaterThan(0);
      for (const token of tokens("preferences")) expect(readPreferencesToken(keys, token)).toBe(NOBODY_ID);
    } finally {
      await close();
    }
  });

  it("are shown to one person only so often, and to others all the same", async () => {
    const { rig, as, close } = await start();
    try {
      const api = emailPreviewRouter.createCaller(as("viewer"));
      const plain = { content: { body: "Hi" }, profileId: null };
      for (let i = 0; i < PREVIEWS_BURST; i++) await api.render(plain);
      await expect(api.render(plain)).rejects.toThrow(/Wait/);
      await emailPreviewRouter.createCaller(as("editor")).render(plain);
      rig.clock.advance(1_000);
      await api.render(plain);
    } finally {
      await close();
    }
  });

  it("go on as code for editors, in the brand of the shop", async () => {
    const { as, close } = await start();
    try {
      const { code } = await emailPreviewRouter.createCaller(as("editor")).code({ design });
      expect(code).toContain("Hi {{ profile.firstName }} from {{ profile.city }}");
      expect(code).toContain(defaultBrand.background);
      await expect(emailPreviewRouter.createCaller(as("viewer")).code({ design })).rejects.toThrow(/editor/);
      const broken = designOf({ type: "heading", text: "{{ profile.name | nofilter }}" });
      await expect(emailPreviewRouter.createCaller(as("editor")).code({ design: broken })).rejects.toThrow(
        /nofilter/,
      );
    } finally {
      await close();
    }
  });

  it("are refused before publishing for what cannot be written, with the place", async () => {
    const { services, close } = await start();
    try {
      const node = (id: string, config: Record<string, unknown>) => ({
        ...{ id, type: "send-email", position: { x: 0, y: 0 }, config: { subject: "Hi", ...config } },
      });
      const graph: Graph = {
        nodes: [
          node("plain", { body: "Hi {{ profile.name | nofilter }" }),
          node("blocks", {
            ...{ format: "design" },
            design: designOf(
              { type: "text", html: "<p>{{ profile.name | default: &quot;you&quot; }}</p>" },
              { type: "heading", text: "{% if profile.name %}Hi" },
              { type: "image", src: "https://shop.example/a.png" },
            ),
          }),
          node("mjml", { format: "code", code: "<mjml><mj-body>\n\n<mj-nothing /></mj-body></mjml>" }),
          node("good", { format: "code", code: "<p>{{ profile.name }}</p>" }),
        ],
        edges: [],
      };
      const read = vi.spyOn(Liquid.prototype, "parse");
      const problems = await emailProblems(services, graph);
      // A long email takes seconds to read, which this thread has not.
      expect(read).not.toHaveBeenCalled();
      expect(problems.map(({ severity, nodeId, field }) => [severity, nodeId, field])).toEqual([
        ["error", "plain", "body"],
        ["error", "blocks", "design.blocks.1.text"],
        ["warning", "blocks", "design.blocks.2.alt"],
        ["error", "mjml", "code"],
      ]);
      expect(word(problems.at(-1)!.message)).toMatch(/line 3/);
    } finally {
      await close();
    }
  });

  it("wear the brand that an editor has saved, and no other", async () => {
    const { rig, as, close } = await start();
    try {
      const api = brandRouter.createCaller(as("editor"));
      expect((await api.get()).brand).toEqual(defaultBrand);
      await api.save({ ...defaultBrand, color: "#0055AA" });
      expect(rig.engine.live.settings.brand.color).toBe("#0055aa");
      const { html } = await emailPreviewRouter.createCaller(as("viewer")).render({
        content: { body: "Hi", buttonLabel: "Go", buttonUrl: "https://s.example" },
        profileId: null,
      });
      expect(html).toContain("background:#0055aa");
      const pale = { ...defaultBrand, text: "#eeeeee" };
      await expect(api.save(pale)).rejects.toThrow(/hardly be read/);
      const logo = `/images/${"0".repeat(64)}.png`;
      await expect(api.save({ ...defaultBrand, logo })).rejects.toThrow(/was removed/);
      await expect(api.save({ ...defaultBrand, logo: "https://evil.example/a.png" })).rejects.toThrow();
      await expect(brandRouter.createCaller(as("viewer")).save(defaultBrand)).rejects.toThrow(/editor/);
    } finally {
      await close();
    }
  });

  it("keep blocks for others, only whole ones and not without end", async () => {
    const { rig, as, close } = await start();
    try {
      const api = savedBlocksRouter.createCaller(as("editor"));
      const { id } = await api.save({ name: " Greeting ", blocks: design.blocks });
      await api.rename({ id, name: "Hello" });
      expect(await api.list()).toMatchObject([{ id, name: "Hello", blocks: design.blocks }]);
      await expect(api.save({ name: "x", blocks: [{ id: "a", type: "script" } as never] })).rejects.toThrow();
      const { savedBlocks } = rig.db.tables;
      await rig.db.query.insert(savedBlocks).values({ name: "Damaged", content: "?", createdAt: 0 });
      expect(await api.list()).toHaveLength(1);
      await api.remove({ id });
      await expect(api.remove({ id })).rejects.toThrow(/does not exist/);
      for (let i = 1; i < 100; i++) await api.save({ name: `b${i}`, blocks: design.blocks });
      await expect(api.save({ name: "one more", blocks: design.blocks })).rejects.toThrow(/100/);
    } finally {
      await close();
    }
  });
});
