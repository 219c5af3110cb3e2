import { describe, expect, it } from "vitest";
import { designOf } from "#server/testing/email-designs.ts";
import { defaultBrand } from "#workflows/brand.ts";
import { emailDesign } from "#workflows/email-design.ts";
import { wordReason } from "#workflows/reasons.ts";
import { inWords } from "#workflows/testing/in-words.ts";
import { renderTemplate } from "../template.ts";
import { MJML_MAX_CHARS } from "./compile-mjml.ts";
import { compileCode, type EmailSource, EmailTemplates } from "./email-template.ts";

const source: EmailSource = {
  ...{ preview: "", brand: defaultBrand, publicUrl: "https://app.shop.example/", language: "en" },
};
const data = {
  profile: { name: "Ana <b>", link: "javascript:alert(1)", site: "https://ana.example/?a=1&b=2" },
  shop: { name: "Käthe's", currency: "EUR" },
  mail: { lang: "en", subject: "Hello" },
  cart: {
    items: [
      {
        ...{ name: "Lantern <i>", price: 12.5, quantity: 2, url: "https://shop.example/l" },
        imageUrl: "https://shop.example/l.png",
      },
      { name: "Soap", price: 3, quantity: 1, url: "javascript:alert(1)", imageUrl: 'x" onerror="alert(1)' },
      { name: "Candle", price: 9, quantity: 1 },
    ],
  },
};

async function compile(blocks: Record<string, unknown>[], changes: Partial<EmailSource> = {}) {
  const template = await new EmailTemplates().make({ ...source, design: designOf(...blocks), ...changes });
  if (template.kind === "error") throw new Error(JSON.stringify(template));
  return template.html;
}
async function write(blocks: Record<string, unknown>[], changes: Partial<EmailSource> = {}, values = data) {
  const result = renderTemplate(await compile(blocks, changes), values, { escapes: true });
  if (result.kind === "error") throw new Error(JSON.stringify(result));
  return result.text;
}
/** Without the parts that only Outlook reads. */
const seen = (html: string) => html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/g, "");
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
const sources = (html: string) => [...html.matchAll(/src="([^"]*)"/g)].map(([, src]) => src);

describe("an email made of blocks", () => {
  it("has its language, its direction, both color schemes and a hidden preview text", async () => {
    const html = await write([{ type: "heading", text: "Hi" }], { preview: "{{ profile.name }} & more" });
    expect(html).toMatch(/<html lang="en" dir="ltr"/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toMatch(/display:none[^>]*>Ana &lt;b&gt; &amp; more<\/div>/);
    expect(html).toContain("max-width:600px");
    expect(html).not.toMatch(/lqd|\{\{|\{%|fonts\.googleapis/);
    const arabic = await write([{ type: "heading", text: "Hi" }], { language: "ar-EG" });
    expect(arabic).toMatch(/dir="rtl"/);
    expect(seen(arabic)).toMatch(/text-align:right[^>]*>\s*<h2/);
  });

  it("shows a heading with what a person's values hold, as text", async () => {
    const html = await write([{ type: "heading", level: 1, text: "Hi {{ profile.name }} & <you>" }]);
    expect(html).toMatch(/<h1 style="[^"]*">Hi Ana &lt;b&gt; &amp; &lt;you&gt;<\/h1>/);
  });

  it("keeps of a text only what mail programs and readers need", async () => {
    const html = await write([
      {
        type: "text",
        html:
          '<p onclick="x()" style="position:fixed">Dear <strong>{{ profile.name }}</strong>, ' +
          '<a href="javascript:alert(1)" onmouseover="y()">one</a> <a href="https://a.example/?x=1&amp;y=2">two</a>' +
          '<script>alert("3")</script><img src=x onerror="alert(4)"><iframe src="https://evil.example"></iframe>' +
          '<svg><a xlink:href="javascript:alert(5)">no</a></svg><b>bold</b><style>p{display:none}</style></p>' +
          "<ul><li>a<li>b</ul><p>unclosed <em>text",
      },
    ]);
    expect(html).not.toMatch(
      /onclick|onmouseover|onerror|javascript:|<script|<iframe|<svg|alert|position:fixed/,
    );
    expect(html).toMatch(/<strong>Ana &lt;b&gt;<\/strong>, <a style="[^"]*">one<\/a>/);
    expect(html).toContain('href="https://a.example/?x=1&amp;y=2"');
    expect(html).toContain("<strong>bold</strong>");
    expect(html).toMatch(/unclosed <em>text<\/em><\/p>/);
  });

  it("keeps Liquid in texts, links and tags, however the editor has written it", async () => {
    const html = await write([
      {
        type: "text",
        html:
          "<p>{% if cart.items.size &gt; 2 %}many{% endif %} {{ <em>profile.nobody</em> | default: &quot;you &amp; I&quot; }}" +
          ' <a href="{{ profile.site | default: &quot;https://x.example&quot; }}">mine</a>' +
          ' <a href="{{ profile.link }}">bad</a> <a href="https://s.example/{{ profile.name }}">path</a></p>',
      },
    ]);
    expect(html).toContain("many you &amp; I");
    expect(hrefs(html)).toEqual(["https://ana.example/?a=1&amp;b=2", "", "https://s.example/Ana &lt;b&gt;"]);
  });

  it("loads images of its own from the app, and leaves out one that has no address", async () => {
    const own = `/images/${"0".repeat(64)}.png`;
    const html = await write([
      { type: "image", src: own, alt: 'A "lamp"', widthPercent: 50, href: "shop.example/lamps" },
      { type: "image", src: "" },
      { type: "image", src: "javascript:alert(1)" },
      { type: "image", src: "https://cdn.example/{{ profile.name }}.png", href: "{{ profile.link }}" },
    ]);
    expect(sources(html)).toEqual([
      `https://app.shop.example${own}`,
      "https://cdn.example/Ana &lt;b&gt;.png",
    ]);
    expect(html).toContain('alt="A &quot;lamp&quot;"');
    expect(html).toContain('width="276"');
    expect(hrefs(html)).toEqual(["https://shop.example/lamps"]);
  });

  it("shows a button only to people whom it leads somewhere", async () => {
    const button = (href: string) => ({ type: "button", label: "Go, {{ profile.name }}", href });
    expect(hrefs(await write([button("https://s.example/a?b=1&c=2")]))).toEqual([
      "https://s.example/a?b=1&amp;c=2",
    ]);
    expect(hrefs(await write([button("{{ profile.site }}")]))).toEqual(["https://ana.example/?a=1&amp;b=2"]);
    for (const href of ["", "{{ profile.link }}", "{{ profile.nobody }}", "data:text/html,x"]) {
      const html = await write([button(href)]);
      expect(html, href).not.toContain("Go, Ana");
    }
    const bright = { ...defaultBrand, color: "#ffe066" };
    expect(await write([button("https://s.example")], { brand: bright })).toMatch(
      /background:#ffe066;color:#1c1917/,
    );
  });

  it("puts columns side by side, and one below the other on a phone", async () => {
    const column = (text: string) => [{ id: text, type: "text", html: `<p>${text}</p>` }];
    const html = await write([{ type: "columns", columns: [column("left"), column("right")] }]);
    expect(html).toMatch(/@media[^{]*min-width:480px[\s\S]*mj-column-per-50 \{ width:50% !important/);
    expect(html.match(/class="mj-column-per-50/g)).toHaveLength(2);
  });

  it("lists the products of a cart, and nothing when there is none", async () => {
    const products = { type: "products", source: "cart", limit: 2, buttonLabel: "Buy" };
    const html = await write([products]);
    expect(html).toContain(">Lantern &lt;i&gt;</a>");
    expect(html).toContain("× 2");
    expect(html).toContain("€12.50");
    expect(html).not.toContain("Candle");
    expect(html).not.toMatch(/javascript:|onerror/);
    expect(html.match(/>Buy<\/a>/g)).toHaveLength(1);
    expect(sources(html)).toEqual(["https://shop.example/l.png"]);
    const empty = await write([products], {}, { ...data, cart: { items: [] } });
    expect(empty).not.toMatch(/<table[^>]*role="presentation"[^>]*font-size:16px/);
    expect(empty).not.toContain("Buy");
  });

  it("lists the products that an event names", async () => {
    const products = { type: "products", source: "event", showImage: true };
    const event = { products: [{ name: "Mug", price: "8", image_url: "https://shop.example/m.png" }] };
    const html = await write([products], {}, { ...data, event } as typeof data);
    expect(html).toContain("Mug");
    expect(html).toContain("€8.00");
    expect(sources(html)).toEqual(["https://shop.example/m.png"]);
  });

  it("has links to other sites as words, a divider and a footer", async () => {
    const html = await write([
      { type: "divider" },
      {
        type: "social",
        links: [
          { network: "x", href: "https://x.com/s" },
          { network: "tiktok", href: "" },
        ],
      },
      { type: "footer", html: "<p>Made in Vienna</p>" },
    ]);
    expect(hrefs(html)).toEqual(["https://x.com/s"]);
    expect(html).toContain(">X</a>");
    expect(html).not.toContain("TikTok");
    expect(html).toMatch(/border-top:solid 1px #/);
    expect(html).toContain("Made in Vienna");
  });

  it("tells of Liquid that cannot be read before anybody gets it", async () => {
    const design = designOf({ type: "heading", text: "{% if profile.name %}Hi" });
    const template = await new EmailTemplates().make({ ...source, design });
    expect(template).toMatchObject({ kind: "error", code: "template.syntax" });
  });

  it("holds the largest design there can be, or says that it is too large", async () => {
    const blocks = Array.from({ length: 60 }, () => ({
      type: "button",
      label: "x",
      href: "https://s.example",
    }));
    expect((await compile(blocks)).length).toBeGreaterThan(10_000);
    const design = emailDesign.parse({
      blocks: Array.from({ length: 60 }, (_, index) => ({
        ...{ id: `b${index}`, type: "text", html: `<p>${"many words ".repeat(1800)}</p>` },
      })),
    });
    const template = await new EmailTemplates().make({ ...source, design });
    expect(template).toMatchObject({ kind: "error", code: "email.code-too-long" });
  });
});

describe("an email written by hand", () => {
  const previewText = '{{ profile.name | default: "you" }} & <you>';
  const mjml = (body: string) =>
    `<mjml>\n<mj-body>\n<mj-section><mj-column>\n${body}\n</mj-column></mj-section>\n</mj-body></mjml>`;

  it("is compiled when it is MJML, with its Liquid left alone", async () => {
    const liquid =
      '<mj-raw>{% for item in cart.items limit: 2 %}</mj-raw>\n<mj-text color="{{ shop.color }}">{{ item.name | default: "<none>" }}' +
      "{% if item.price < 5 %} cheap{% endif %}</mj-text>\n<mj-raw>{% endfor %}</mj-raw>";
    const compiled = await compileCode(mjml(liquid));
    if (compiled.kind === "error") throw new Error(JSON.stringify(compiled));
    expect(compiled.html).toContain('{{ item.name | default: "<none>" }}{% if item.price < 5 %} cheap');
    const result = renderTemplate(compiled.html, data, { escapes: true });
    expect(result).toMatchObject({ kind: "ok", text: expect.stringContaining("Soap cheap") });
  });

  it("is left as it is when it is HTML", async () => {
    const html = "<p>{{ profile.name }}</p>";
    expect(await compileCode(html)).toEqual({ kind: "ok", html });
  });

  it.each([
    [
      "HTML with a body",
      '<html><head></head><body class="a"><p>Hi</p></body></html>',
      /<body class="a">HERE<p>/,
    ],
    ["HTML without one", "<p>Hi</p>", /^HERE<p>Hi<\/p>$/],
    ["MJML", mjml("<mj-text>Hi</mj-text>"), /<body[^>]*>HERE\s*<div/],
  ])("has its preview text first, hidden and filled in for each person: %s", async (_, code, place) => {
    const template = await new EmailTemplates().make({ ...source, code, preview: previewText });
    if (template.kind === "error") throw new Error(JSON.stringify(template));
    const written = renderTemplate(template.html, data, { escapes: true });
    if (written.kind === "error") throw new Error(JSON.stringify(written));
    const hidden =
      '<div style="display:none;max-height:0;overflow:hidden">Ana &lt;b&gt; &amp; &lt;you&gt;</div>';
    expect(written.text.split(hidden)).toHaveLength(2);
    expect(written.text.replace(hidden, "HERE")).toMatch(place);
  });

  it.each([
    ["HTML", '<body>\n<div style="color:#fff;display: none">Own</div><p>Hi</p></body>'],
    ["MJML", "<mjml><mj-head><mj-preview>Own</mj-preview></mj-head><mj-body></mj-body></mjml>"],
  ])("keeps a preview text that its code begins with: %s", async (_, code) => {
    const alone = await compileCode(code);
    expect(alone).toMatchObject({ kind: "ok", html: expect.stringContaining("Own") });
    expect(await compileCode(code, previewText)).toEqual(alone);
  });

  it("is compiled anew when only its preview text changed", async () => {
    const templates = new EmailTemplates();
    await templates.make({ ...source, code: "<p>Hi</p>", preview: "One" });
    const other = await templates.make({ ...source, code: "<p>Hi</p>", preview: "Two" });
    expect(other).toMatchObject({ html: expect.stringContaining("Two") });
  });

  it.each([
    ["an unknown element", "<mj-text>a</mj-text>\n<mj-blink>b</mj-blink>", "email.code-broken-at", 5],
    [
      "an unknown attribute",
      '<mj-text\n>a</mj-text><mj-text colour="red">b</mj-text>',
      "email.code-broken-at",
      5,
    ],
    [
      "Liquid that MJML drops",
      "{{ profile.name\n}}{% if true %}\n<mj-text>a</mj-text>{% endif %}",
      "email.code-lost-liquid",
      4,
    ],
    ["Liquid that cannot be read", "<mj-text>\n{{ profile.name | }</mj-text>", "template.syntax", 5],
    [
      "an unknown element after Liquid of two lines",
      "<mj-text>{{ a\n}}</mj-text>\n<mj-x></mj-x>",
      "email.code-broken-at",
      6,
    ],
  ])("is refused for %s, with the line", async (_, body, code, line) => {
    const refused = await compileCode(mjml(body));
    expect(refused).toMatchObject({ kind: "error", code, values: { line } });
    if (refused.kind === "error")
      expect(inWords(wordReason(refused.code, refused.values))).toContain(`line ${line}`);
  });

  it("is refused when it is not whole, too long or nested without end", async () => {
    expect(await compileCode("<mjml></mjml>")).toMatchObject({ code: "email.code-broken" });
    expect(await compileCode("x".repeat(MJML_MAX_CHARS + 1))).toMatchObject({ code: "email.code-too-long" });
    const deep = mjml(`${"<mj-column>".repeat(4_000)}`);
    expect((await compileCode(deep)).kind).toBe("error");
  });

  it("reads no file and no outside font", async () => {
    const include = await compileCode(mjml('<mj-include path="/etc/passwd" />'));
    expect(JSON.stringify(include)).not.toContain("root:");
    const font = await compileCode(mjml('<mj-text font-family="Roboto">a</mj-text>'));
    expect(font).toMatchObject({ kind: "ok" });
    expect(JSON.stringify(font)).not.toContain("googleapis");
  });
});

describe("compiled emails", () => {
  it("are made once for everybody, anew after a change, and only so many are kept", async () => {
    const templates = new EmailTemplates();
    const design = designOf({ type: "heading", text: "Hi" });
    for (let i = 0; i < 1000; i++) await templates.make({ ...source, design: structuredClone(design) });
    expect(templates.compiled).toBe(1);
    await templates.make({ ...source, design, language: "ar" });
    await templates.make({ ...source, design, brand: { ...defaultBrand, color: "#000000" } });
    expect(templates.compiled).toBe(3);
    for (let i = 0; i < 200; i++) await templates.make({ ...source, code: `<p>${i}</p>` });
    expect(templates.size).toBeLessThanOrEqual(50);
    await templates.make({ ...source, code: "<p>199</p>" });
    expect(templates.compiled).toBe(203);
  });
});
