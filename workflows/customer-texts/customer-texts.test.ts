import { describe, expect, test } from "vitest";
import { channels } from "../node.ts";
import { customerLanguage, customerLanguages } from "./customer-language.ts";
import { channelTexts, customerTexts } from "./customer-texts.ts";

describe("the language of a customer", () => {
  test.each([
    ["zh-CN", null, "zh"],
    ["zh_Hans_SG", "en", "zh"],
    ["ZH", null, "zh"],
    ["en-GB", "zh-CN", "en"],
    [null, "zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    [null, "en;q=0.2, zh;q=0.7", "zh"],
    [null, "de-AT, en;q=0.4", "en"],
    ["hr", "zh-TW", "zh"],
    ["hr", null, "en"],
    [null, "zh;q=0, *", "en"],
    ["", ",,;q=;;=,\u0000", "en"],
    ["zhuang", null, "en"],
  ] as const)("locale %j and a browser that asks for %j: %s", (locale, header, language) => {
    expect(customerLanguage(locale, "en", header)).toBe(language);
  });

  test.each([
    [null, "zh-Hant", null, "zh"],
    ["hr", "zh", "de", "zh"],
    ["en", "zh", null, "en"],
    [null, "zh", "en-GB", "en"],
    [null, "de", null, "en"],
  ] as const)("locale %j in a shop that speaks %j, asked for %j: %s", (locale, shop, header, language) => {
    expect(customerLanguage(locale, shop, header)).toBe(language);
  });
});

describe("the texts of customers", () => {
  test("are all there in every language, each version of the words under a name of its own", () => {
    const versions = customerLanguages.map((language) => customerTexts(language).version);
    expect(new Set(versions).size).toBe(customerLanguages.length);
    for (const language of customerLanguages)
      for (const text of sentencesOf(customerTexts(language))) expect(text.trim()).not.toBe("");
  });

  test("Chinese ones hold no English", () => {
    const { version: _version, ...zh } = customerTexts("zh");
    for (const text of sentencesOf(zh))
      expect(text.replaceAll(/SHOP|WhatsApp|{{ [\w.]+ }}/g, "")).not.toMatch(/[A-Za-z]{2}/);
  });

  test("each channel has words of its own, and one that customers cannot choose about has words too", () => {
    const some = channels.map((channel) => channelTexts(customerTexts("en"), channel).some);
    expect(new Set(some).size).toBe(channels.length);
    for (const channel of ["webhook", "toString"])
      expect(channelTexts(customerTexts("en"), channel).some).toBe("messages");
  });
});

function sentencesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return [String(value("SHOP", "SHOP", "SHOP"))];
  return Object.values(value as object).flatMap(sentencesOf);
}
