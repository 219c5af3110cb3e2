import { describe, expect, it } from "vitest";
import { emailContent, sendJob } from "#server/testing/send-jobs.ts";
import type { SendJob } from "./job.ts";
import { renderMessage } from "./render.ts";
import { rewriteLinks } from "./rewrite-links.ts";
import { readClick } from "./tracked-links.ts";

const secret = Buffer.alloc(32, 7).toString("base64");
const origin = "https://mail.shop.example";
const tracking = { origin, messageId: 42, secret };
const utm = { origin, source: "rekindle", medium: "email", campaign: "Carts" };
const ADDED = "utm_source=rekindle&utm_medium=email&utm_campaign=Carts";

function emailOf(body: string, changes: Partial<SendJob> = {}) {
  const content = emailContent({ html: true, body });
  const rendering = renderMessage(sendJob(content, { tracking, utm, ...changes }));
  if (rendering.kind !== "email" || rendering.rendered.channel !== "email") throw new Error("not an email");
  return { sent: rendering.mail.options.html, text: rendering.mail.text, shown: rendering.rendered.html };
}
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!);
const targetOf = (href: string) => readClick(secret, href.replace(`${origin}/c/`, ""))?.url;

describe("a tracked email", () => {
  it("leads through this server, with what the shop's statistics want to know", () => {
    const { sent } = emailOf(`<a class="b" href="https://shop.example/?a=1&amp;b=2#top">Go</a>`);
    const [go = ""] = hrefs(sent);
    expect(targetOf(go)).toBe(`https://shop.example/?a=1&b=2&${ADDED}#top`);
    expect(sent).toContain('<a class="b" href=');
  });

  it("follows links that a template makes", () => {
    const data = { event: { url: 'https://shop.example/ä?q="x"&r=<b>' }, profile: {}, shop: {} };
    const { sent } = emailOf("<p><a href='{{ event.url }}'>Go</a></p>", { data });
    expect(targetOf(hrefs(sent)[0]!)).toBe(`https://shop.example/%C3%A4?q=%22x%22&r=%3Cb%3E&${ADDED}`);
  });

  it("signs no address that only a person's values hold, wherever it stands", () => {
    const data = {
      event: { url: "https://elsewhere.example/", host: "elsewhere.example", more: ".elsewhere.example" },
    };
    const body = `<a href="{{ event.url }}">1</a> <a href="https://{{ event.host }}/a">2</a>
      <a href="https://tea.example{{ event.more }}/">3</a> <a href="https://tea.example@{{ event.host }}/">4</a>
      <a href="https://tea.example/?to={{ event.url }}">5</a> <a href="https://www.tea.example/">6</a>`;
    const links = hrefs(emailOf(body, { data, utm: null, unsubscribeUrl: null }).sent);
    expect(links.slice(0, 4)).toEqual([
      "https://elsewhere.example/",
      "https://elsewhere.example/a",
      "https://tea.example.elsewhere.example/",
      "https://tea.example@elsewhere.example/",
    ]);
    expect(links.slice(4).map(targetOf)).toEqual([
      "https://tea.example/?to=https://elsewhere.example/",
      "https://www.tea.example/",
    ]);
    const text = { html: false, body: "From {{ event.url }}: https://tea.example/x", buttonLabel: "Go" };
    const content = emailContent({ ...text, buttonUrl: "{{ event.url }}" });
    const written = renderMessage(sendJob(content, { tracking, data }));
    if (written.kind !== "email") throw new Error("not an email");
    const [first, own, button] = hrefs(written.mail.options.html);
    expect([first, targetOf(own!), button]).toEqual([
      "https://elsewhere.example/",
      "https://tea.example/x",
      "https://elsewhere.example/",
    ]);
  });

  it("leaves unsubscribing, the reader's own mail program and everything else alone", () => {
    const unsubscribeUrl = `${origin}/unsubscribe/token`;
    const body = `<a href="${unsubscribeUrl}">Leave</a><a href="mailto:a@shop.example">Write</a>
      <a href="#top">Up</a><a name="top">Top</a><a href="javascript:alert(1)">Bad</a><img src="https://shop.example/a.png">`;
    const { sent } = emailOf(body, { unsubscribeUrl });
    expect(hrefs(sent)).toEqual([unsubscribeUrl, "mailto:a@shop.example", "#top", "javascript:alert(1)"]);
    expect(sent).toContain('<img src="https://shop.example/a.png">');
  });

  it("ends with a picture that the copy kept here does not have, nor its text", () => {
    const body = `<body><a href="https://shop.example/">Go</a></body>`;
    const { sent, shown, text } = emailOf(body);
    expect(sent).toMatch(/<img src="https:\/\/mail\.shop\.example\/o\/16\.[\w-]{22}\.gif"[^>]*>\n<\/body>$/);
    expect(shown).not.toContain(origin);
    expect(hrefs(shown)[0]).toBe(`https://shop.example/?${ADDED.replaceAll("&", "&amp;")}`);
    expect(text).toContain("Go (https://shop.example/)");
    expect(text).not.toContain("utm_");
  });

  it("is sent as it was written when both are off", () => {
    const body = `<a href=https://shop.example>Go</a>`;
    const { sent, shown } = emailOf(body, { tracking: null, utm: null });
    expect(sent).toBe(shown);
    expect(sent).toContain(body);
  });
});

describe("links in HTML", () => {
  const marked = (html: string) => rewriteLinks(html, () => "https://new.example/?a&b");
  const changed = `href="https://new.example/?a&amp;b"`;

  it.each([
    ["<A HREF=https://a.example/x>Go</A>", `<A HREF="https://new.example/?a&amp;b">Go</A>`],
    [`<a title="a > b" href='https://a.example'>`, `<a title="a > b" ${changed}>`],
    [
      `<a\n  data-href="x"\n href = "https://a.example" id=a>`,
      `<a\n  data-href="x"\n href = ${changed.slice(5)} id=a>`,
    ],
    [`<a href=" https://a.example ">`, `<a ${changed}>`],
  ])("changes %s", (html, expected) => expect(marked(html)).toBe(expected));

  it.each([
    `<abbr href="https://a.example">`,
    `<!-- <a href="https://a.example"> -->`,
    `<!--[if mso]><a href="https://a.example"><![endif]`,
    `<a href="https://a.example/?x&unknown;y">`,
    `a < b, <a href="https://a.example`,
    `<a title="href=https://a.example">`,
  ])("leaves %s as it is", (html) => expect(marked(html)).toBe(html));

  it("takes no longer for an HTML that is made to take long", () => {
    const started = process.cpuUsage().user;
    for (const piece of ["<a ", '<a "', "<a href=", "<!--", "<"]) marked(piece.repeat(200_000));
    expect(process.cpuUsage(undefined).user - started).toBeLessThan(2_000_000);
  });
});
