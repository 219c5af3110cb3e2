import fc from "fast-check";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import english from "#locales/en/email-editor.json";
import { imageProblem, linkProblem } from "./link-check.ts";
import { parseRichText, plainWords, type RichNode } from "./rich-text.ts";

const t = createTranslator({
  locale: "en",
  namespace: "email-editor",
  messages: { "email-editor": english },
});

describe("the text of a block", () => {
  it("is read with its marks, lists and links", () => {
    expect(parseRichText("<p>A <strong>b</strong><br>&lt;c&gt;</p><ul><li><p>d</p></li></ul>")).toEqual([
      {
        tag: "p",
        children: ["A ", { tag: "strong", children: ["b"] }, { tag: "br", children: [] }, "<c>"],
      },
      { tag: "ul", children: [{ tag: "li", children: [{ tag: "p", children: ["d"] }] }] },
    ]);
    expect(parseRichText('<a href="https://a.example/?x=1&amp;y=2" onclick="x()">go</a>')).toEqual([
      { tag: "a", href: "https://a.example/?x=1&y=2", children: ["go"] },
    ]);
  });

  it("never yields an element that a text may not hold", () => {
    const tags = new Set(["p", "br", "strong", "em", "u", "s", "a", "ul", "ol", "li"]);
    const check = (nodes: RichNode[]) => {
      for (const node of nodes) {
        if (typeof node === "string") continue;
        expect(tags.has(node.tag)).toBe(true);
        check(node.children);
      }
    };
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("<script>", "<img src=x onerror=y>", "</p>", "<p>", '<a href="', "<li", "<!-- ", "<b>"),
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => check(parseRichText(pieces.join("")))));
    expect(plainWords("<p>one</p><script>two</script><p>three</p>")).toBe("one twothree");
  });
});

describe("an address", () => {
  it.each(["", "https://shop.example/a?b=c", "{{ cart.url }}", "mailto:a@b.example", "tel:+4912345"])(
    "%s is fine",
    (href) => expect(linkProblem(href, t)).toBeUndefined(),
  );

  it.each([
    "shop.example",
    "javascript:alert(1)",
    "https://",
    "https://shop",
    "a b",
    "mailto:anna",
    "/images/a.png",
  ])("%s is not", (href) => expect(linkProblem(href, t)).toMatch(/\.$/));

  it("of a picture may be one of the app's own", () => {
    expect(imageProblem(`/images/${"3f".repeat(32)}.png`, t)).toBeUndefined();
    expect(imageProblem("mailto:a@b.example", t)).toBeDefined();
  });
});
