import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { bestLanguage } from "./best-language.ts";
import { catalogue } from "./catalogue.ts";
import { shopLanguages } from "./languages.ts";
import type { StepDefinition } from "./node.ts";
import { inWords } from "./testing/in-words.ts";
import { makeFacts, NOW } from "./testing/sample-facts.ts";
import { chooseVariant, inItsLanguage, VARIANTS_MAX, variantsOf, wordingsOf } from "./variants.ts";

const messages = catalogue.filter(
  ({ config }) => config instanceof z.ZodMiniObject && "topic" in config.shape,
);

it("is there for every message to customers", () => {
  expect(messages.length).toBeGreaterThanOrEqual(5);
  for (const { config, type } of messages)
    expect((config as z.ZodMiniObject).shape, type).toHaveProperty("variants");
});

describe.each(messages.map((definition) => [definition.type, definition] as const))(
  "%s",
  (_type, definition) => {
    const sample = definition.config.parse(definition.sample) as Record<string, unknown>;
    const texts = Object.keys(sample).filter(
      (key) => ["subject", "title", "body"].includes(key) && sample[key] !== "",
    );
    const [text = ""] = texts;

    it("is sent in the language of the person, else in the shop's", () => {
      const variants = { zh: { ...sample, [text]: "你好" } };
      const config = definition.config.parse({ ...sample, variants });
      const contentFor = (locale: string | null) => {
        const facts = makeFacts();
        const context = {
          nodeId: "n",
          facts: { ...facts, profile: { ...facts.profile, locale } },
          data: {},
          now: NOW,
        };
        const outcome = (definition as StepDefinition).execute(config, context);
        if (outcome.kind !== "effect") throw new Error(outcome.kind);
        return outcome.content;
      };
      expect(contentFor("zh-CN")).toMatchObject({ language: "zh", [text]: "你好" });
      for (const locale of ["fr", null]) {
        expect(contentFor(locale)).toMatchObject({ [text]: sample[text] });
        expect(contentFor(locale)).not.toHaveProperty("language");
      }
      for (const locale of ["zh", "fr"]) expect(contentFor(locale)).not.toHaveProperty("variants");
    });

    it("has none in a step that was saved before there were variants", () => {
      expect(sample.variants).toEqual({});
    });
  },
);

describe("the shop's own texts", () => {
  const texts = z.object({ title: z.string() });
  const toldTo = (locale: string, shopLanguage: string, others: readonly string[]) => {
    const variants = Object.fromEntries(others.map((tag) => [tag, { title: tag }]));
    const config = { title: shopLanguage, variants: z.record(z.string(), texts).parse(variants) };
    return chooseVariant(config, { locale, shopLanguage }).config.title;
  };

  it.each([
    ["zh-TW", "zh-Hant", ["zh"], "zh-Hant"],
    ["zh-CN", "zh-Hant", ["zh"], "zh"],
    ["zh-TW", "zh", ["zh-Hant"], "zh-Hant"],
    ["en-GB", "en-GB", ["en"], "en-GB"],
    ["en-US", "en-GB", ["en"], "en"],
    ["pt_BR", "pt-BR", ["pt"], "pt-BR"],
    ["pt-PT", "pt-BR", ["pt"], "pt"],
    ["fr", "en", ["zh"], "en"],
  ])("%s, of a shop in %s with %j: %s", (locale, shopLanguage, others, told) => {
    expect(toldTo(locale, shopLanguage, others)).toBe(told);
  });

  it("go to the same people as they would as a variant", () => {
    const tags = fc.uniqueArray(fc.constantFrom(...shopLanguages, "zh-TW", "de-AT", "sr-Latn"), {
      ...{ minLength: 2, maxLength: VARIANTS_MAX },
    });
    const locale = fc.constantFrom(...shopLanguages, "zh-TW", "zh_CN", "pt_PT", "en-US", "de-CH");
    fc.assert(
      fc.property(tags, locale, fc.nat(), (known, spoken, index) => {
        const shop = known[index % known.length]!;
        const told = toldTo(
          spoken,
          shop,
          known.filter((tag) => tag !== shop),
        );
        expect(told).toBe(bestLanguage(known, spoken) ?? shop);
      }),
    );
  });
});

describe("a message in several languages", () => {
  const texts = { title: z.string().check(z.minLength(1)), body: z._default(z.string(), "") };
  const schema = z.object({ ...texts, topic: z.string(), variants: variantsOf(z.object(texts)) });
  const config = schema.parse({
    ...{ title: "Hello", body: "There is news", topic: "news" },
    variants: { zh: { title: "你好" }, fr: { title: "Bonjour", body: "Des nouvelles" } },
  });

  it("is told with the texts of that language and whatever they share", () => {
    expect(chooseVariant(config, { locale: "zh-CN", shopLanguage: "en" })).toEqual({
      language: "zh",
      config: { title: "你好", body: "", topic: "news" },
    });
    expect(chooseVariant(config, { locale: "de", shopLanguage: "en" })).toEqual({
      language: null,
      config: { title: "Hello", body: "There is news", topic: "news" },
    });
  });

  it("is looked through in each of them", () => {
    expect(
      wordingsOf(config).map(({ language, path, own, config: { title } }) => [language, path, own, title]),
    ).toEqual([
      [null, "", ["title", "body", "topic"], "Hello"],
      ["zh", "variants.zh.", ["title", "body"], "你好"],
      ["fr", "variants.fr.", ["title", "body"], "Bonjour"],
    ]);
    expect(wordingsOf<Record<string, unknown>>({ url: "https://shop.example" })).toHaveLength(1);
  });

  it("says in which of them something is to be mended", () => {
    expect(inWords(inItsLanguage("variants.pt-BR.buttons.0.label", "Write it"))).toBe(
      "Brazilian Portuguese: Write it",
    );
    expect(inItsLanguage("title", "Write it")).toBe("Write it");
    expect(inItsLanguage("variants.zh", "Write it")).toBe("Write it");
  });

  it("has each language once, not too many, and none that nobody speaks", () => {
    const refusals = (variants: object) =>
      schema
        .safeParse({ title: "Hello", topic: "news", variants })
        .error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    const some = { title: "x" };
    expect(refusals({ zh: some, "pt-BR": some })).toBeUndefined();
    expect(refusals({ "pt-BR": some, "pt-br": some })).toEqual([
      "variants.pt-br: Brazilian Portuguese is there twice",
    ]);
    expect(refusals({ "<b>": some })).toEqual(["variants.<b>: “<b>” is not a language"]);
    const many = shopLanguages.slice(0, VARIANTS_MAX + 1).map((language) => [language, some]);
    expect(refusals(Object.fromEntries(many))).toEqual([`variants: At most ${VARIANTS_MAX} other languages`]);
    expect(refusals(Object.fromEntries(many.slice(1)))).toBeUndefined();
  });
});
