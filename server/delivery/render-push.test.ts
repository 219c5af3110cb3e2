import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pushContent, sendJob } from "#server/testing/send-jobs.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { SendJob } from "./job.ts";
import { renderMessage } from "./render.ts";
import type { PushPayload } from "./render-push.ts";
import { readClick } from "./tracked-links.ts";
import { PUSH_PAYLOAD_MAX_BYTES } from "./web-push.ts";

type Changes = Parameters<typeof pushContent>[0];

function render(changes: Changes, job: Partial<SendJob> = {}) {
  const rendering = renderMessage(sendJob(pushContent(changes), job));
  if (rendering.kind !== "web-push") throw new Error(JSON.stringify(rendering));
  return { ...rendering, payload: JSON.parse(rendering.payload) as PushPayload };
}
const refusal = (changes: Changes, job: Partial<SendJob> = {}) =>
  renderMessage(sendJob(pushContent(changes), job));

const FULL = {
  title: "Hi {{ profile.firstName }}",
  body: "{{ event.total }} left",
  url: "https://shop.example/cart?of={{ profile.id }}",
  icon: "https://shop.example/{{ profile.city | downcase }}.png",
  image: "/banner.png",
  buttons: [
    { label: "To {{ profile.city }}", url: "https://shop.example/{{ profile.city }}" },
    { label: "Later", url: "" },
  ],
};

it("fills in each text and each address", () => {
  const shown = {
    title: "Hi Ana",
    body: "49.5 left",
    url: "https://shop.example/cart?of=1",
    icon: "https://shop.example/zagreb.png",
    image: "/banner.png",
    buttons: [
      { label: "To Zagreb", url: "https://shop.example/Zagreb" },
      { label: "Later", url: "" },
    ],
  };
  const { payload, rendered } = render(FULL);
  expect(payload).toEqual({ ...shown, tag: "run-1-hello-1" });
  expect(rendered).toEqual({ channel: "web-push", ...shown, ttlHours: 24, urgency: "normal" });
});

it("writes what was stored before there were pictures and buttons as before", () => {
  const { payload, rendered, ttlSeconds, urgency, topic } = render({ body: 'a "b"' });
  expect(payload).toEqual({ title: "Hi", body: 'a "b"', url: "", tag: "run-1-hello-1" });
  expect({ ttlSeconds, urgency, topic }).toEqual({ ttlSeconds: 24 * 3600, urgency: "normal", topic: null });
  expect(rendered).not.toHaveProperty("buttons");
});

it("has uploaded pictures loaded from this app, others without a host from the shop's site", () => {
  const icon = `/images/${"0a".repeat(32)}.png`;
  const { payload, rendered } = render({ icon, image: "/images/tea.png" });
  const pictures = { icon: `https://app.shop.example${icon}`, image: "/images/tea.png" };
  expect(payload).toMatchObject(pictures);
  expect(rendered).toMatchObject(pictures);
});

it("passes on how long it is kept and how urgent it is", () => {
  const { ttlSeconds, urgency, rendered } = render({ ttlHours: 2, urgency: "very-low" });
  expect({ ttlSeconds, urgency }).toEqual({ ttlSeconds: 7200, urgency: "very-low" });
  expect(rendered).toMatchObject({ ttlHours: 2, urgency: "very-low" });
});

describe("the name of what it replaces", () => {
  const hash = (name: string) => createHash("sha256").update(name).digest("base64url").slice(0, 32);
  it.each([
    ["cart-{{ profile.id }}", "cart-1", "cart-1"],
    ["x".repeat(32), "x".repeat(32), "x".repeat(32)],
    ["x".repeat(33), hash("x".repeat(33)), "x".repeat(33)],
    ["Your cart, {{ profile.city }}", hash("Your cart, Zagreb"), "Your cart, Zagreb"],
  ])("%s: is a topic that push services take, and the tag on screen", (replaces, topic, shown) => {
    const made = render({ replaces });
    expect(made.topic).toBe(topic);
    expect(made.topic).toMatch(/^[\w-]{1,32}$/);
    expect(made.payload).toMatchObject({ tag: topic, renotify: true });
    expect(made.rendered).toMatchObject({ replaces: shown });
  });

  it("is none when its value is missing", () => {
    const made = render({ replaces: "{{ event.nothing }}" });
    expect(made.topic).toBeNull();
    expect(made.payload).toMatchObject({ tag: "run-1-hello-1" });
    expect(made.payload).not.toHaveProperty("renotify");
  });
});

describe("clicks", () => {
  const secret = Buffer.alloc(32, 7).toString("base64");
  const tracking = { origin: "https://app.example", messageId: 42, secret };
  const utm = { origin: tracking.origin, source: "rekindle", medium: "web-push", campaign: "Tea" };
  const buttons = [
    { label: "Tea", url: "https://shop.example/tea" },
    { label: "Here", url: "/here" },
    { label: "Same", url: "" },
  ];
  const target = (link: string | undefined) => {
    expect(link).toMatch(/^https:\/\/app\.example\/c\//);
    return readClick(secret, link!.split("/c/")[1]!);
  };

  it("lead over this server, which knows whose and where to; addresses without a host stay", () => {
    const { payload, rendered } = render({ url: "https://shop.example/cart", buttons }, { tracking });
    expect(target(payload.url)).toEqual({ messageId: 42, url: "https://shop.example/cart" });
    expect(target(payload.buttons?.[0]?.url)).toEqual({ messageId: 42, url: "https://shop.example/tea" });
    expect(payload.buttons?.slice(1)).toEqual(buttons.slice(1));
    // Who looks at the message sees where it leads, without a click of theirs being noted.
    expect(rendered).toMatchObject({ url: "https://shop.example/cart", buttons });
  });

  it("tell the shop's statistics where they came from", () => {
    const told = "https://shop.example/cart?utm_source=rekindle&utm_medium=web-push&utm_campaign=Tea";
    const { payload, rendered } = render({ url: "https://shop.example/cart" }, { tracking, utm });
    expect(target(payload.url)).toEqual({ messageId: 42, url: told });
    expect(rendered).toMatchObject({ url: told });
  });

  it("are not led over this server where only a person's values say where to", () => {
    const data = { event: { url: "https://elsewhere.example/", more: ".elsewhere.example" } };
    const changes = {
      url: "{{ event.url }}",
      buttons: [{ label: "Tea", url: "https://shop.example{{ event.more }}/tea" }],
    };
    expect(render(changes, { tracking, data }).payload).toMatchObject({
      url: "https://elsewhere.example/",
      buttons: [{ label: "Tea", url: "https://shop.example.elsewhere.example/tea" }],
    });
  });

  it("are noted less rather than that a notification grows too long for it, on buttons first", () => {
    const url = "https://shop.example/cart";
    const given = { url, buttons: [{ label: "Tea", url: "https://shop.example/tea" }] };
    const bytes = (payload: PushPayload) => Buffer.byteLength(JSON.stringify(payload));
    const plain = bytes(render({ ...given, body: "" }).payload);
    const tracked = bytes(render({ ...given, body: "" }, { tracking }).payload);
    const filled = (used: number) => ({ ...given, body: "x".repeat(PUSH_PAYLOAD_MAX_BYTES - used) });

    const whole = render(filled(tracked), { tracking }).payload;
    expect(target(whole.buttons?.[0]?.url)).toMatchObject({ url: given.buttons[0]!.url });
    const oneMore = render(filled(tracked - 1), { tracking }).payload;
    expect(oneMore.buttons).toEqual(given.buttons);
    expect(target(oneMore.url)).toMatchObject({ url });
    expect(render(filled(plain), { tracking }).payload).toEqual(render(filled(plain)).payload);
    expect(refusal(filled(plain - 1), { tracking })).toMatchObject({ code: "push.too-long" });
  });

  it("are not noted where that is switched off", () => {
    expect(render({ url: "https://shop.example/cart", buttons }).payload).toMatchObject({
      url: "https://shop.example/cart",
      buttons,
    });
  });
});

describe("what is not written", () => {
  it.each<[string, Changes, string]>([
    ["a title that comes out empty", { title: "{{ profile.nothing }}" }, "push.no-title"],
    [
      "a button that comes out empty",
      { buttons: [{ label: "{{ profile.nothing }}", url: "" }] },
      "push.no-label",
    ],
    ["a script as its link", { url: "javascript:alert(1)" }, "push.bad-link"],
    ["a script as the link of a button", { buttons: [{ label: "x", url: "data:," }] }, "push.bad-link"],
    ["an address that is none", { icon: "https://{{ profile.name }}/" }, "push.bad-link"],
    [
      "a template in a button that cannot be read",
      { buttons: [{ label: "{% if %}", url: "" }] },
      "template.syntax",
    ],
  ])("%s", (_what, changes, code) => {
    expect(refusal(changes)).toMatchObject({ kind: "error", code });
  });

  it("says which address is wrong", () => {
    const refused = refusal({
      buttons: [
        { label: "x", url: "" },
        { label: "y", url: "tel:{{ profile.id }}" },
      ],
    });
    if (refused.kind !== "error") throw new Error("written");
    expect(word(wordReason(refused.code, refused.values))).toBe(
      "The notification could not be written: the link of button 2 is not a web address once the values are filled in: tel:1",
    );
  });

  it("more than browsers take, with how much it is; the last byte still fits", () => {
    const { length } = JSON.stringify(render({ body: "" }).payload);
    const room = PUSH_PAYLOAD_MAX_BYTES - length;
    const long = (bytes: number) => `{{ event.text }}${"x".repeat(bytes - 2)}`;
    const data = { event: { text: "ü" } };
    expect(Buffer.byteLength(JSON.stringify(render({ body: long(room) }, { data }).payload))).toBe(3_993);
    const refused = refusal({ body: long(room + 1) }, { data });
    expect(refused).toEqual({
      kind: "error",
      code: "push.too-long",
      values: { bytes: 3_994, maxBytes: 3_993 },
    });
    expect(word(wordReason("push.too-long", { bytes: 3_994, maxBytes: 3_993 }))).toMatch(
      /3,994 bytes.*3,993 at most/,
    );
  });
});
