import { afterEach, beforeEach, expect, it } from "vitest";
import type { RenderedMessage } from "#drizzle/tables.ts";
import { clickLink, openPixel } from "#server/delivery/tracked-links.ts";
import { readEnv } from "#server/env.ts";
import { confirmUrl, preferencesUrl, unsubscribeUrl } from "#server/links.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { RestRig } from "#server/testing/rest-rig.ts";
import { emailContent, StoreRig } from "#server/testing/store-rig.ts";

eachDatabase("a message that a program reads", (open) => {
  let rig: RestRig;
  beforeEach(async () => {
    rig = new RestRig(open());
    await rig.start();
  });
  afterEach(() => rig.close());

  it("holds no link by which anything could be done in the customer's name", async () => {
    const store = new StoreRig(open());
    const { id: profileId } = await store.profile({ email: "ana@example.com" });
    const id = (await store.message(profileId, { key: "mail", content: emailContent }))!;
    const env = readEnv({ PUBLIC_URL: "https://mail.shop.example/app" });
    const to = { profileId, channel: "email" as const };
    const tracking = { origin: "https://mail.shop.example/app", messageId: id, secret: "c2VjcmV0" };
    const target = "https://shop.example/tea?a=1&b=2";
    const live = [
      unsubscribeUrl(env, rig.keys, { ...to, topic: "news" }),
      preferencesUrl(env, rig.keys, profileId),
      confirmUrl(env, rig.keys, { ...to, topics: ["news"], addressHash: "x", askedAt: 1, expiresAt: 2 }),
      clickLink(tracking, target),
      // A link of the shop's own that carries one of ours along.
      clickLink(
        tracking,
        `https://shop.example/?to=${encodeURIComponent(preferencesUrl(env, rig.keys, profileId))}`,
      ),
      openPixel(tracking),
    ];
    const rendered = {
      ...{ channel: "email" as const, from: "a", to: "ana@example.com", subject: "Hi" },
      html: `${live.map((link) => `<a href="${link}">x</a>`).join("")}<i>v1.23</i> https://shop.example/c/abc.html`,
      text: live.join("\n"),
      headers: { "List-Unsubscribe": `<${live[0]}>` },
    };
    await rig.db.query.update(rig.db.tables.messages).set({ rendered });
    const { json } = await rig.call("GET", `/v1/messages/${id}`);
    const text = JSON.stringify(json);
    const signature = (link: string) =>
      link
        .replace(/\.gif$/, "")
        .split(".")
        .at(-1)!;
    for (const link of live) expect(text).not.toContain(signature(link));
    expect(text).not.toContain(signature(live[1]!));
    const shown = json.rendered as { html: string; text: string };
    expect(shown.html).toContain('<a href="https://shop.example/tea?a=1&amp;b=2">');
    expect(shown.html).toContain("<i>v1.23</i> https://shop.example/c/abc.html");
    expect(shown.text).toContain(target);
    expect(shown.text).toMatch(/\/unsubscribe\/[\w-]+\.hidden/);
    expect(shown.text).toMatch(/\/o\/[\w-]+\.hidden\.gif/);
  });

  it.each<[string, (body: string) => RenderedMessage]>([
    ["text message", (body) => ({ channel: "sms", from: "", to: "+15551230000", body })],
    [
      "message in the shop's pages, without a title",
      (body) => ({
        ...{ channel: "in-app", display: "inbox", position: "bottom", title: "", body },
        ...{ buttonLabel: "", url: "", untilAt: 9e15 },
      }),
    ],
  ])("of a %s lists none in its one line either", async (_what, written) => {
    const store = new StoreRig(open());
    const { id: profileId } = await store.profile();
    const id = (await store.message(profileId, { key: "text", content: emailContent }))!;
    const link = preferencesUrl(readEnv({ PUBLIC_URL: "https://shop.example" }), rig.keys, profileId);
    await rig.db.query.update(rig.db.tables.messages).set({ rendered: written(`Bye: ${link}`) });
    for (const path of [`/v1/messages/${id}`, "/v1/messages", `/v1/profiles/${profileId}/messages`]) {
      const { status, json } = await rig.call("GET", path);
      expect(status).toBe(200);
      expect(JSON.stringify(json)).toMatch(/Bye: https:\/\/shop\.example\/[\w/-]+\.hidden/);
      expect(JSON.stringify(json)).not.toContain(link.split(".").at(-1));
    }
  });
});
