import { describe, expect, test } from "vitest";
import { type Brand, contrast, defaultBrand, TEXT_CONTRAST_MIN } from "#workflows/brand.ts";
import { withFooter } from "./email-footer.ts";
import { htmlToText } from "./html-text.ts";

const unsubscribeUrl = "https://shop.example/unsubscribe/a.b?x=1&y=2";
const preferencesUrl = "https://shop.example/preferences/c.d";
const marketing = {
  postalAddress: "Lane 12\n1010 Vienna",
  unsubscribeUrl,
  preferencesUrl,
  language: "en",
  brand: defaultBrand,
} as const;

describe("the footer of an email", () => {
  test("has the address and both ways out, in the language of the customer", () => {
    const html = withFooter("<body><p>Hi</p></body>", marketing);
    expect(html).toMatch(/Lane 12<br>1010 Vienna.*Choose what you get.*Unsubscribe.*<\/body>/s);
    expect(htmlToText(html)).toContain(`Choose what you get (${preferencesUrl})`);
    expect(htmlToText(html)).toContain(`Unsubscribe (${unsubscribeUrl})`);
    const chinese = htmlToText(withFooter("<p>你好</p>", { ...marketing, language: "zh" }));
    expect(chinese).toContain(`选择接收内容 (${preferencesUrl})`);
    expect(chinese).toContain(`退订 (${unsubscribeUrl})`);
    expect(chinese).not.toContain("Unsubscribe");
  });

  test("of a message that a person needs has the address alone", () => {
    const { postalAddress, language, brand } = marketing;
    const html = withFooter("<p>Paid</p>", { postalAddress, language, brand });
    expect(html).toContain("Lane 12");
    expect(html).not.toContain("<a ");
  });

  test("is not there when there is nothing to say", () => {
    const nothing = { postalAddress: "", language: "en", brand: defaultBrand } as const;
    expect(withFooter("<p>Hi</p>", nothing)).toBe("<p>Hi</p>");
  });

  test("leaves out a link that the message has itself", () => {
    const html = withFooter(`<p><a href="${preferencesUrl}">mine</a></p>`, marketing);
    expect(html.match(/<a /g)).toHaveLength(2);
  });

  test.each<[string, Partial<Brand>]>([
    ["the usual colors", {}],
    ["a black page", { background: "#000000" }],
    ["a gray page, on which neither gray nor the text could be read", { background: "#6b7280" }],
    ["an orange page", { background: "#ea580c" }],
    ["light text on a dark panel", { background: "#111827", panel: "#1f2937", text: "#f9fafb" }],
    ["light text on a dark panel, and a light page", { panel: "#1f2937", text: "#f9fafb" }],
  ])("can be read with %s", (_, colors) => {
    const brand = { ...defaultBrand, ...colors };
    const html = withFooter("<body><p>Hi</p></body>", { ...marketing, brand });
    const [, background = "", color = ""] = /background:(#\w{6});color:(#\w{6})/.exec(html) ?? [];
    expect(background).toBe(brand.background);
    expect(contrast(color, background)).toBeGreaterThanOrEqual(TEXT_CONTRAST_MIN);
    expect(html.match(/<a [^>]*style="color:inherit"/g)).toHaveLength(2);
  });

  test("shows a hostile address as text", () => {
    const postalAddress = `</p><script>alert(1)</script>\n<img src=x onerror="alert(1)">`;
    const html = withFooter("<p>Hi</p>", { ...marketing, postalAddress });
    expect(html).not.toMatch(/<script|<img/);
    expect(htmlToText(html)).toContain("<script>alert(1)</script>");
  });
});
