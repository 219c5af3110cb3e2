import pino from "pino";
import { expect, it } from "vitest";
import { emailContent, sendJob, webhookContent } from "#server/testing/send-jobs.ts";
import { PREVIEWS_BUDGET_MS, PREVIEWS_MAX, type Preview, renderPreviews } from "./previews.ts";
import { SenderPool } from "./sender-pool.ts";

const job = sendJob(emailContent());
const result = (preview: Preview) => (preview.kind === "error" ? preview.code : preview.kind);

it("answers for every message in the order they were asked for", async () => {
  const broken = sendJob(emailContent({ body: "{% if %}" }));
  const previews = await renderPreviews([job, broken, sendJob(webhookContent())], () => 0);
  expect(previews).toMatchObject([
    { kind: "rendered", rendered: { subject: "Hello Ana" } },
    { kind: "error", code: "template.syntax" },
    { kind: "rendered", rendered: { channel: "webhook" } },
  ]);
});

it("begins no message after its time is used up", async () => {
  const times = [0, PREVIEWS_BUDGET_MS - 1, PREVIEWS_BUDGET_MS];
  const previews = await renderPreviews([job, job, job], () => times.shift() ?? PREVIEWS_BUDGET_MS);
  expect(previews.map(result)).toEqual(["rendered", "preview.too-slow", "preview.too-slow"]);
});

it("writes only so many", async () => {
  const previews = await renderPreviews(Array(PREVIEWS_MAX + 1).fill(job), () => 0);
  expect(previews.map(result).filter((kind) => kind === "rendered")).toHaveLength(PREVIEWS_MAX);
  expect(previews.at(-1)).toMatchObject({ code: "preview.too-many", values: { max: PREVIEWS_MAX } });
});

it("happens in the sending thread, where nothing leaves the house", async () => {
  const senders = new SenderPool(pino({ level: "silent" }));
  try {
    const unreachable = { ...job.sender, smtp: { url: "smtp://127.0.0.1:1" } };
    const [preview] = await senders.render([{ ...job, sender: unreachable }]);
    expect(preview).toMatchObject({ kind: "rendered", rendered: { subject: "Hello Ana" } });
  } finally {
    await senders.close();
  }
});
