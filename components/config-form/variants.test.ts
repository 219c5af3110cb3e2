import { describe, expect, it } from "vitest";
import { sendEmail } from "#workflows/actions/send-email.ts";
import { sendWebPush } from "#workflows/actions/send-web-push.ts";
import { catalogue } from "#workflows/catalogue.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { validateGraph } from "#workflows/validate.ts";
import {
  addVariant,
  changeIn,
  configIn,
  isWrongIn,
  placeIn,
  problemsOf,
  removeVariant,
  textFields,
} from "./variants.ts";

const texts = textFields(sendWebPush.config)!;
const start = { title: "Hello", buttons: [{ label: "Go", url: "" }], ttlHours: 3, topic: "news" };
const problemsIn = (config: Record<string, unknown>) =>
  validateGraph({
    nodes: [{ id: "push", type: "send-web-push", config, position: { x: 0, y: 0 } }],
    edges: [],
  }).filter(({ nodeId, field }) => nodeId === "push" && field);

it("knows what a message has in each language of its own", () => {
  expect([...texts].toSorted()).toEqual(["body", "buttons", "icon", "image", "title", "url"]);
  expect(textFields(sendEmail.config)).toContain("design");
  expect(textFields(sendEmail.config)).not.toContain("from");
  const varied = catalogue.filter(({ config }) => textFields(config) !== null);
  for (const { config, type } of varied) {
    const shape = Object.keys((config as typeof sendEmail.config).shape);
    for (const key of textFields(config)!) expect(shape, type).toContain(key);
  }
  expect(varied.map(({ type }) => type)).not.toContain("notify-team");
});

describe("a message that is written in one more language", () => {
  const both = addVariant(start, texts, "zh");

  it("begins with the shop's texts, and each is changed on its own", () => {
    expect(both.variants).toEqual({ zh: { title: "Hello", buttons: start.buttons } });
    expect(configIn(both, texts, "zh")).toMatchObject(start);
    const changed = changeIn(both, texts, "zh", { title: "你好" });
    expect(changed).toMatchObject({ title: "Hello", variants: { zh: { title: "你好" } } });
    expect(configIn(changeIn(changed, texts, null, { title: "Hi" }), texts, "zh").title).toBe("你好");
  });

  it("does not show the shop's text where its own is missing", () => {
    const later = { ...addVariant({ title: "Hello" }, texts, "zh"), body: "New in English" };
    expect(configIn(later, texts, "zh")).not.toHaveProperty("body");
  });

  it("shares what is no text", () => {
    const changed = changeIn(both, texts, "zh", { ttlHours: 5, title: "你好" });
    expect(changed).toMatchObject({ ttlHours: 5, title: "Hello" });
    expect(configIn(changed, texts, "zh")).toMatchObject({ ttlHours: 5, title: "你好" });
    expect(changed.variants).toEqual({ zh: { title: "你好", buttons: start.buttons } });
  });

  it("can be taken back without a trace in the others", () => {
    const three = addVariant(both, texts, "fr");
    expect(removeVariant(three, "zh")).toEqual({
      ...start,
      variants: { fr: { title: "Hello", buttons: start.buttons } },
    });
    expect(removeVariant(both, "zh")).toEqual({ ...start, variants: {} });
  });

  it("names its fields, so that each is an entry to undo of its own", () => {
    expect(placeIn(texts, "zh", "title")).toBe("variants.zh.title");
    expect(placeIn(texts, "zh", "ttlHours")).toBe("ttlHours");
    expect(placeIn(texts, null, "title")).toBe("title");
  });
});

describe("what is to be mended", () => {
  const problems = problemsIn({
    ...start,
    ttlHours: 0,
    variants: { zh: { title: "", buttons: [{ label: "" }] }, fr: { title: "Salut" } },
  });

  it("names its language", () => {
    expect(inWords(problems.map(({ field, message }) => [field, message]))).toEqual([
      ["ttlHours", "Hours to keep it: at least 1"],
      ["variants.zh.title", "Chinese: Write a title"],
      ["variants.zh.buttons.0.label", "Chinese: Write what is on the button"],
    ]);
  });

  it("is shown in that language, and what they share in each", () => {
    const shown = (language: string | null) =>
      problemsOf(problems, texts, language).map(({ field, message }) => `${field}: ${inWords(message)}`);
    const shared = "ttlHours: Hours to keep it: at least 1";
    expect(inWords(shown(null))).toEqual([shared]);
    expect(shown("fr")).toEqual([shared]);
    expect(shown("zh")).toEqual([
      shared,
      "title: Write a title",
      "buttons.0.label: Write what is on the button",
    ]);
    expect([null, "fr", "zh"].map((language) => isWrongIn(problems, texts, language))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("is the shop's own texts only among them", () => {
    const own = problemsIn({ title: "", variants: { zh: { title: "你好" } } });
    expect([null, "zh"].map((language) => isWrongIn(own, texts, language))).toEqual([true, false]);
  });
});
