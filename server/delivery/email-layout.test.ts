import { describe, expect, it } from "vitest";
import { defaultBrand } from "#workflows/brand.ts";
import { type EmailText, layOutEmail } from "./email-layout.ts";

const text: EmailText = {
  ...{ preview: "", body: "Hello", buttonLabel: "", buttonUrl: "", shopName: "Shop" },
  ...{ brand: defaultBrand, publicUrl: "https://app.shop.example", lang: "en" },
};
const layOut = (changes: Partial<EmailText>) => layOutEmail({ ...text, ...changes });

it("makes paragraphs of empty lines, and line breaks of single ones", () => {
  const html = layOut({ body: "  One\nmore\n\n \nTwo  " });
  expect(html.match(/<p [^>]*>.*<\/p>/g)?.map((p) => p.replace(/<p [^>]*>|<\/p>/g, ""))).toEqual([
    "One<br>more",
    "Two",
  ]);
});

it("shows markup as it was typed, wherever it stands", () => {
  const markup = `<img src=x onerror="alert('1')">&amp;`;
  const shown = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;";
  for (const part of ["preview", "body", "shopName", "buttonLabel"] as const) {
    const html = layOut({ buttonLabel: "Go", buttonUrl: "https://example.com", [part]: markup });
    expect(html, part).toContain(shown);
    expect(html, part).not.toContain("<img");
  }
});

describe("a web address in the text", () => {
  it.each([
    ["See https://example.com/a?b=1&c=2.", "https://example.com/a?b=1&amp;c=2", ".</p>"],
    ["(https://example.com/x)", "https://example.com/x", ")</p>"],
    ["https://example.com", "https://example.com", "</p>"],
    ['https://example.com/"onmouseover="x', "https://example.com/", "&quot;onmouseover=&quot;x</p>"],
  ])("%s becomes a link", (body, address, after) => {
    const html = layOut({ body });
    expect(html).toMatch(
      new RegExp(`<a href="${literally(address)}"[^>]*>${literally(address)}</a>${literally(after)}`),
    );
  });

  it("ends before any number of full stops that are not at its end", () => {
    const address = `https://example.com/${"!".repeat(100_000)}a`;
    expect(layOut({ body: `${address}${".".repeat(100_000)}` })).toContain(`>${address}</a>....`);
  });

  it("is one only with http", () => {
    expect(layOut({ body: "javascript:alert(1) and ftp://example.com" })).not.toContain("<a ");
  });
});

describe("the button", () => {
  it("leads where it should", () => {
    const html = layOut({ buttonLabel: " Go ", buttonUrl: ' https://example.com/?a=1&b="2" ' });
    expect(html).toMatch(/<a href="https:\/\/example\.com\/\?a=1&amp;b=&quot;2&quot;"[^>]*>Go<\/a>/);
  });

  it.each([
    ["", "https://example.com"],
    ["Go", ""],
    ["Go", "javascript:alert(1)"],
    ["Go", "data:text/html,x"],
    ["Go", "/relative"],
  ])("is left out with the label %j and the address %j", (buttonLabel, buttonUrl) => {
    expect(layOut({ buttonLabel, buttonUrl })).not.toContain("<a ");
  });
});

it("asks for nothing from outside", () => {
  const html = layOut({
    body: "Hello",
    preview: "Preview",
    buttonLabel: "Go",
    buttonUrl: "https://example.com",
  });
  expect(html).not.toMatch(/<(link|script|img|iframe)|@import|url\(/);
});

/** For a regular expression. */
function literally(part: string): string {
  return part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

it("wears the shop's colors and logo, and begins lines where its language does", () => {
  const logo = `/images/${"a".repeat(64)}.png`;
  const brand = { ...defaultBrand, logo, color: "#ffe066", background: "#111111", font: "georgia" as const };
  const html = layOut({ brand, buttonLabel: "Go", buttonUrl: "https://shop.example/", lang: "he" });
  expect(html).toContain(`src="https://app.shop.example${logo}" alt="Shop"`);
  expect(html).toContain('<html lang="he" dir="rtl">');
  expect(html).toContain("Georgia");
  expect(html).toMatch(/background:#ffe066[\s\S]*color:#1c1917/);
});
