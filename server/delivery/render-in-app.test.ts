import { describe, expect, it } from "vitest";
import { inAppContent, sendJob } from "#server/testing/send-jobs.ts";
import { word } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import type { SendJob } from "./job.ts";
import { renderMessage } from "./render.ts";
import { IN_APP_MAX_BYTES } from "./render-in-app.ts";
import { Sender } from "./sender.ts";

type Changes = Parameters<typeof inAppContent>[0];
const NOW = Date.UTC(2026, 2, 10, 10);
const DAY_MS = 24 * 3_600_000;
const tracking = { origin: "https://app.shop.example", messageId: 7, secret: "c2VjcmV0" };
const utm = { origin: "https://app.shop.example", source: "rekindle", medium: "in-app", campaign: "Carts" };
const render = (changes: Changes, job: Partial<SendJob> = {}) =>
  renderMessage(sendJob(inAppContent(changes), { tracking, ...job }));

it("fills in every part, without the spaces around it, and says until when it is shown", () => {
  const written = render({
    display: "modal",
    title: " Hi {{ profile.firstName }} ",
    body: "Your total:\n{{ event.total }}\n",
    buttonLabel: " To {{ profile.city }} ",
    url: " /shops/{{ profile.city | downcase }} ",
    image: "https://shop.example/{{ profile.city | downcase }}.png ",
    showDays: 3,
  });
  expect(written).toEqual({
    kind: "in-app",
    rendered: {
      channel: "in-app",
      display: "modal",
      position: "bottom",
      title: "Hi Ana",
      body: "Your total:\n49.5",
      buttonLabel: "To Zagreb",
      url: "/shops/zagreb",
      image: "https://shop.example/zagreb.png",
      untilAt: NOW + 3 * DAY_MS,
    },
  });
});

it("has uploaded pictures loaded from this app", () => {
  const image = `/images/${"0a".repeat(32)}.png`;
  expect(render({ image })).toMatchObject({ rendered: { image: `https://app.shop.example${image}` } });
  expect(render({ image: "/images/tea.png" })).toMatchObject({ rendered: { image: "/images/tea.png" } });
});

it("leaves links the shop's own, with what its statistics ask for", () => {
  const url = "https://shop.example/cart";
  expect(render({ url })).toMatchObject({ rendered: { url } });
  expect(render({ url }, { utm })).toMatchObject({
    rendered: { url: `${url}?utm_source=rekindle&utm_medium=in-app&utm_campaign=Carts` },
  });
  expect(render({ url: "/cart" }, { utm })).toMatchObject({ rendered: { url: "/cart" } });
});

it("keeps in mind that nobody wants to know who sees it", () => {
  expect(render({}, { tracking: null })).toMatchObject({ rendered: { untracked: true } });
  expect(render({})).not.toHaveProperty("rendered.untracked");
});

describe("is not written", () => {
  it.each<[string, Changes, string]>([
    ["without title and text", { title: "{{ profile.none }}", body: " {{ event.none }}\n" }, "in-app.empty"],
    ["with a script for a link", { url: "javascript:alert(1)" }, "in-app.bad-link"],
    ["with a script, hidden by a line break", { url: "java\nscript:alert(1)" }, "in-app.bad-link"],
    ["with a script for a picture", { image: " JavaScript:alert(1)" }, "in-app.bad-link"],
    ["with a picture of data", { image: "data:image/svg+xml,<svg onload=alert(1)>" }, "in-app.bad-link"],
    ["with a link that is none", { url: "https://" }, "in-app.bad-link"],
    ["too long", { body: "{{ profile.essay }}" }, "in-app.too-long"],
    ["with a template that cannot be read", { body: "{{ profile" }, "template.syntax"],
  ])("%s", (_what, changes, code) => {
    const essay = "ä".repeat(IN_APP_MAX_BYTES / 2);
    const answer = render(changes, { data: { profile: { essay }, event: {} } });
    expect(answer).toMatchObject({ kind: "error", code });
    if (answer.kind === "error") expect(word(wordReason(code, answer.values))).not.toMatch(/\{\w+\}/);
  });

  it("with an address from a profile that is a script", () => {
    const data = { profile: { site: "javascript:fetch('//evil.example')" } };
    expect(inWords(render({ url: "{{ profile.site }}" }, { data }))).toMatchObject({
      code: "in-app.bad-link",
      values: { part: "link", address: "javascript:fetch('//evil.example')" },
    });
  });
});

it("has HTML in it as text", () => {
  const data = { profile: { name: "<img src=x onerror=alert(1)>" } };
  expect(render({ title: "Hi {{ profile.name }}" }, { data })).toMatchObject({
    rendered: { title: "Hi <img src=x onerror=alert(1)>" },
  });
});

it("is sent once it is written, and kept here for people of the sample shop", async () => {
  const sender = new Sender();
  const send = (job: Partial<SendJob>) => sender.send(sendJob(inAppContent(), job));
  const rendered = expect.objectContaining({ channel: "in-app", title: "Hi" });
  expect(await send({ capture: false })).toEqual({ outcome: { kind: "sent" }, rendered });
  expect(await send({ capture: true })).toEqual({ outcome: { kind: "sent", captured: true }, rendered });
  await sender.close();
});
