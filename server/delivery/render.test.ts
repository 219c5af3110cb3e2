import { describe, expect, it } from "vitest";
import { emailContent, sendJob, webhookContent } from "#server/testing/send-jobs.ts";
import type { SendJob } from "./job.ts";
import { parseParty, renderMessage } from "./render.ts";

function emailOf(job: SendJob) {
  const rendering = renderMessage(job);
  if (rendering.kind !== "email" || rendering.rendered.channel !== "email")
    throw new Error(`not an email: ${JSON.stringify(rendering)}`);
  return rendering.rendered;
}
const named = (name: string) => ({ profile: { name, firstName: name }, shop: { name: "Shop" } });

describe("an email", () => {
  it("is filled in for one person, as HTML and as text", () => {
    const email = emailOf(sendJob(emailContent()));
    expect(email).toMatchObject({
      from: "Käthe's <hello@shop.example>",
      to: "ana@example.com",
      subject: "Hello Ana",
    });
    expect(email.html).toContain("Dear Ana Kovač,");
    expect(email.text).toContain("welcome to Käthe's.");
    expect(email.text).toContain("1 Main Street");
  });

  it("shows what a value holds, and does not let it become markup", () => {
    const data = named(`<script>alert(1)</script><img src=x onerror=alert(1)>`);
    const { html, subject } = emailOf(sendJob(emailContent({ preview: "{{ profile.name }}" }), { data }));
    expect(html).not.toContain("<script>");
    expect(html).not.toContain("<img");
    expect(html.match(/&lt;script&gt;/g)).toHaveLength(2);
    // A subject is plain text: nothing is escaped in it.
    expect(subject).toContain("<script>");
  });

  it.each([
    ["the shop's", "he", {}, '<html lang="he" dir="rtl">'],
    ["its own", "he", { language: "zh" }, '<html lang="zh" dir="ltr">'],
  ])("is in %s language, whoever reads it", (_, language, changes, begins) => {
    const job = sendJob(emailContent(changes), { data: { profile: { name: "Ana", locale: "ar-EG" } } });
    expect(emailOf({ ...job, sender: { ...job.sender, language } }).html).toContain(begins);
  });

  it("has the words under it in the reader's language, else in the shop's", () => {
    const footerFor = (locale: string | null) => {
      const job = sendJob(emailContent(), { data: { profile: { name: "Ana", locale } } });
      return emailOf({ ...job, sender: { ...job.sender, language: "zh" } }).text;
    };
    expect(footerFor(null)).toContain("退订");
    expect(footerFor("en-GB")).toContain("Unsubscribe");
  });

  it("may be HTML of the shop's own, whose values are escaped unless it says otherwise", () => {
    const body = "<h1>{{ profile.name }}</h1>{{ profile.name | raw }}<p>{{ profile.name | upcase }}</p>";
    const content = emailContent({ html: true, body, subject: "{{ profile.name }}" });
    const { html, text, subject } = emailOf(sendJob(content, { data: named("<i>Ana</i>") }));
    expect(html).toContain("<h1>&lt;i&gt;Ana&lt;/i&gt;</h1><i>Ana</i><p>&lt;I&gt;ANA&lt;/I&gt;</p>");
    expect(html).not.toContain("<!doctype");
    expect(subject).toBe("<i>Ana</i>");
    expect(text).toContain("<i>Ana</i>");
    expect(text).toContain("1 Main Street");
    const broken = emailContent({ html: true, body: "{% if %}" });
    expect(renderMessage(sendJob(broken))).toMatchObject({ kind: "error", code: "template.syntax" });
  });

  it("does not run a template that a value holds", () => {
    const email = emailOf(sendJob(emailContent(), { data: named("{{ shop.name }}") }));
    expect(email.subject).toBe("Hello {{ shop.name }}");
  });

  it("can be left with one click, unless it is transactional", () => {
    const marketing = emailOf(sendJob(emailContent()));
    expect(marketing.headers).toMatchObject({
      "List-Unsubscribe": "<https://shop.example/unsubscribe/token>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(marketing.html).toContain('href="https://shop.example/unsubscribe/token"');
    const receipt = emailOf(sendJob(emailContent({ transactional: true }), { unsubscribeUrl: null }));
    expect(Object.keys(receipt.headers).join()).not.toContain("List-");
    expect(receipt.html).not.toContain("unsubscribe");
  });

  it.each([
    [
      "a line break in the person's name",
      emailContent(),
      named("Ana\r\nBcc: all@example.com"),
      "email.bad-name",
    ],
    [
      "a line break in a value of the subject",
      emailContent({ subject: "{{ event.x }}" }),
      { event: { x: "a\r\nBcc: b" } },
      "email.bad-subject",
    ],
    [
      "a subject that comes out empty",
      emailContent({ subject: "{{ profile.nothing }}" }),
      named("Ana"),
      "email.bad-subject",
    ],
    ["a template that cannot be read", emailContent({ body: "{% if %}" }), named("Ana"), "template.syntax"],
    [
      "a template that reads files",
      emailContent({ body: '{% include "/etc/passwd" %}' }),
      named("Ana"),
      "template.tag-refused",
    ],
  ])("is not written with %s", (_what, content, data, code) => {
    expect(renderMessage(sendJob(content, { data }))).toMatchObject({ kind: "error", code });
  });

  it("is not written to what is no address", () => {
    const endpoint = "ana@example.com\r\nRCPT TO:<all@example.com>";
    expect(renderMessage(sendJob(emailContent(), { endpoint }))).toMatchObject({ code: "email.bad-address" });
  });
});

describe("a webhook", () => {
  const bodyOf = (job: SendJob) => {
    const rendering = renderMessage(job);
    if (rendering.kind !== "webhook") throw new Error(JSON.stringify(rendering));
    return JSON.parse(rendering.request.body) as Record<string, unknown>;
  };

  it("says who and what, when it has no body of its own", () => {
    expect(bodyOf(sendJob(webhookContent()))).toMatchObject({
      profile: { name: "Ana Kovač", city: "Zagreb" },
      event: { total: 49.5 },
    });
  });

  it("quotes values by the filter for it", () => {
    const body = '{"name": {{ profile.name | json }}, "total": {{ event.total }}}';
    const data = { profile: { name: 'A "quoted"\nname' }, event: { total: 5 } };
    expect(bodyOf(sendJob(webhookContent({ body }), { data }))).toEqual({
      name: 'A "quoted"\nname',
      total: 5,
    });
  });

  it("keeps what its headers hold out of what is stored and shown", () => {
    const headers = { Authorization: "Bearer secret", "X-Shop": "tea" };
    const rendering = renderMessage(sendJob(webhookContent({ headers })));
    expect(rendering).toMatchObject({ request: { headers } });
    expect(rendering).toMatchObject({ rendered: { headers: { Authorization: "••••", "X-Shop": "••••" } } });
  });

  it("is not sent when a value breaks its JSON", () => {
    const body = '{"name": "{{ profile.name }}"}';
    expect(renderMessage(sendJob(webhookContent({ body }), { data: named('A "quote') }))).toMatchObject({
      kind: "error",
      code: "webhook.bad-body",
    });
  });
});

it.each([
  ["Shop <hello@shop.example>", "Shop", "hello@shop.example"],
  ['"Shop, Inc." <hello@shop.example>', "Shop, Inc.", "hello@shop.example"],
  ["<hello@shop.example>", "Fallback", "hello@shop.example"],
  [" hello@shop.example ", "Fallback", "hello@shop.example"],
])("reads a sender from %j", (text, name, address) => {
  expect(parseParty(text, "Fallback")).toEqual({ name, address });
});
