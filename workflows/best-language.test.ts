import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestLanguage, languageOf } from "./best-language.ts";
import { shopLanguages } from "./languages.ts";
import { VARIANTS_MAX } from "./variants.ts";

describe("the language for somebody", () => {
  it.each<[string | null, string[], string | null]>([
    ["zh", ["zh"], "zh"],
    ["zh-Hant-TW", ["zh", "zh-Hant", "zh-Hant-TW"], "zh-Hant-TW"],
    ["zh-Hant-TW", ["zh", "zh-Hant"], "zh-Hant"],
    ["zh-Hant-TW", ["zh"], "zh"],
    ["zh-TW", ["zh", "zh-Hant"], "zh-Hant"],
    ["zh-CN", ["zh", "zh-Hant"], "zh"],
    ["zh-CN", ["zh-Hans"], "zh-Hans"],
    ["zh-Hant-TW", ["zh", "zh-TW"], "zh-TW"],
    ["zh-Hans-TW", ["zh", "zh-TW"], "zh"],
    ["pt_BR", ["pt", "pt-BR"], "pt-BR"],
    ["PT-br", ["pt", "pt-BR"], "pt-BR"],
    ["pt-PT", ["pt-BR"], null],
    ["de_AT.UTF-8", ["de"], "de"],
    ["de-DE-1996", ["de-DE"], "de-DE"],
    ["iw", ["he"], "he"],
    ["en-GB", ["zh", "fr"], null],
    ["not a language", ["zh"], null],
    ["", ["zh"], null],
    [null, ["zh"], null],
    ["zh", [], null],
  ])("%s, of %j: %s", (locale, tags, language) => {
    expect(bestLanguage(tags, locale)).toBe(language);
  });

  const tag = fc.constantFrom(...shopLanguages, "zh-TW", "de-AT", "sr-Latn", "fr-CA");
  const tags = fc.uniqueArray(tag, { maxLength: VARIANTS_MAX });

  it("is one that there is, of the same language as theirs", () => {
    fc.assert(
      fc.property(tags, fc.oneof(tag, fc.string(), fc.constant(null)), (known, locale) => {
        const language = bestLanguage(known, locale);
        if (language === null) return;
        expect(known).toContain(language);
        expect(new Intl.Locale(language).language).toBe(new Intl.Locale(locale!).language);
      }),
    );
  });

  it("is their very own where it is there, however it is written", () => {
    fc.assert(
      fc.property(tags, tag, fc.boolean(), (others, own, upper) => {
        const written = own.replaceAll("-", "_");
        const locale = upper ? written.toUpperCase() : written;
        expect(bestLanguage([...others.filter((other) => other !== own), own], locale)).toBe(own);
      }),
    );
  });

  it("does not depend on languages that are none of theirs, nor on the order", () => {
    fc.assert(
      fc.property(tags, tags, tag, (some, more, locale) => {
        const { language } = new Intl.Locale(locale);
        const foreign = more.filter((other) => new Intl.Locale(other).language !== language);
        const all = [...new Set([...foreign, ...some.toReversed()])];
        expect(bestLanguage(all, locale)).toBe(bestLanguage(some, locale));
      }),
    );
  });
});

it("is told of a locale as shops choose it", () => {
  const told = ["zh-CN", "zh_TW", "pt-BR", "pt-PT", "en_GB.UTF-8", "EN", "sw-KE", "iw", "?", ""].map(
    languageOf,
  );
  expect(told).toEqual(["zh", "zh-Hant", "pt-BR", "pt", "en-GB", "en", "sw", "he", null, null]);
});
