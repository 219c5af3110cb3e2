import { afterEach, beforeEach, expect, it } from "vitest";
import { designOf } from "#server/testing/email-designs.ts";
import { emailContent, sendJob } from "#server/testing/send-jobs.ts";
import { type SmtpSink, startSmtpSink } from "#server/testing/smtp-sink.ts";
import { EmailTemplates } from "./design/email-template.ts";
import type { SendJob } from "./job.ts";
import { Sender } from "./sender.ts";

let sink: SmtpSink;
let templates: EmailTemplates;
let sender: Sender;
beforeEach(async () => {
  sink = await startSmtpSink();
  templates = new EmailTemplates();
  sender = new Sender(templates);
});
afterEach(async () => {
  await sender.close();
  await sink.close();
});

function jobTo(name: string, changes: Partial<Extract<SendJob["content"], { channel: "email" }>>): SendJob {
  const job = sendJob(emailContent({ body: "", ...changes }), {
    key: `to-${name}`,
    data: { profile: { name, firstName: name }, shop: { name: "Käthe's" } },
  });
  return { ...job, sender: { ...job.sender, smtp: { url: sink.url } } };
}
const design = designOf(
  { type: "heading", text: "Hi {{ profile.name }}" },
  { type: "text", html: '<p>There is <a href="https://shop.example/news">news</a>.</p>' },
);

it("sends an email of blocks to each person with both parts, compiled once", async () => {
  for (const name of ["Ana", "Bo <script>alert(1)</script>"]) {
    expect((await sender.send(jobTo(name, { design }))).outcome).toMatchObject({ kind: "sent" });
  }
  expect(templates.compiled).toBe(1);
  const ana = (await sink.next()).email;
  expect(ana.html).toContain("Hi Ana</h2>");
  expect(ana.html).toMatch(/href="https:\/\/shop\.example\/unsubscribe\/token"/);
  expect(ana.html).toContain("1 Main Street");
  expect(ana.text).toContain("Hi Ana");
  expect(ana.text).toContain("news (https://shop.example/news");
  expect(ana.text).toContain("1 Main Street");
  const bo = (await sink.next()).email;
  expect(bo.html).toContain("Hi Bo &lt;script&gt;");
  expect(bo.html).not.toContain("<script");
});

it("lays an email of blocks out in the language it is written in, whoever reads it", async () => {
  const job = jobTo("Ana", { design });
  const data = { profile: { name: "Ana", locale: "ar" }, shop: { name: "Käthe's" } };
  await sender.send({ ...job, data });
  expect((await sink.next()).email.html).toMatch(/<html lang="en" dir="ltr"/);
  const hebrew = { ...job.sender, language: "he" };
  await sender.send({ ...job, key: "hebrew", data, sender: hebrew });
  expect((await sink.next()).email.html).toMatch(/<html lang="he" dir="rtl"/);
});

it("sends the text alternative that was written, with the way out and the address under it", async () => {
  await sender.send(jobTo("Ana", { design, text: "Dear {{ profile.name }},\nnews & more" }));
  const { email } = await sink.next();
  expect(email.text).toMatch(/^Dear Ana,\nnews & more\n\n/);
  expect(email.text).toContain("https://shop.example/unsubscribe/token");
  expect(email.text).toContain("1 Main Street");
});

it("sends MJML and HTML of the shop's own, and nothing that cannot be compiled", async () => {
  const mjml = (text: string) =>
    `<mjml><mj-body><mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section></mj-body></mjml>`;
  await sender.send(jobTo("Ana", { code: mjml("Hi {{ profile.name }}") }));
  expect((await sink.next()).email.html).toContain(">Hi Ana</div>");
  await sender.send(jobTo("Ana", { code: "<p>Hi {{ profile.name }}</p>" }));
  expect((await sink.next()).email.html).toContain("<p>Hi Ana</p>");
  const broken = await sender.send(jobTo("Ana", { code: mjml("</mj-text><mj-nothing/>") }));
  expect(broken).toMatchObject({ rendered: null, outcome: { kind: "failed", code: "email.code-broken-at" } });
  const failing = await sender.send(
    jobTo("Ana", { code: mjml("{{ profile.name | date: '%Q', 1, 2 | at: 3 }}") }),
  );
  expect(failing).toMatchObject({ rendered: null, outcome: { kind: "failed" } });
  expect(sink.all).toHaveLength(2);
});
