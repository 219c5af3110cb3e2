import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import pino from "pino";
import type { SendJob } from "#server/delivery/job.ts";
import { SenderPool } from "#server/delivery/sender-pool.ts";
import { SMTP_CONNECTIONS_MAX } from "#server/delivery/smtp-transport.ts";
import { freePort } from "#server/testing/app-process.ts";
import { emailContent, sendJob } from "#server/testing/send-jobs.ts";
import { emailDesign } from "#workflows/email-design.ts";
import { ROUNDS, show, spread } from "./rounds.ts";

const EMAILS_PER_ROUND = 2_000;
/** As many as wait for a connection at any time. */
const AT_ONCE = 50;

/** Emails of blocks, filled in for each person and handed over, beside nodemailer alone with one text for everybody. */
export async function measureEmails(): Promise<string[]> {
  const port = await freePort();
  const drain = fork(fileURLToPath(new URL("./smtp-drain.ts", import.meta.url)), {
    env: { ...process.env, PORT: String(port) },
  });
  await new Promise((resolve) => drain.once("message", resolve));
  const url = `smtp://127.0.0.1:${port}`;
  const senders = new SenderPool(pino({ level: "silent" }));
  const plain = createTransport({ url, pool: true, maxConnections: SMTP_CONNECTIONS_MAX });
  const results = { ours: [] as number[], plain: [] as number[], ratio: [] as number[] };
  try {
    const { rendered } = await senders.send(personalised(url, 0));
    if (rendered?.channel !== "email") throw new Error("the email was not written");
    const constant = { ...rendered, headers: {}, from: "shop@shop.example", to: "ana@example.com" };
    const sendOurs = async (index: number) => {
      const { outcome } = await senders.send(personalised(url, index));
      if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
    };
    await perSecond(sendOurs);
    for (let round = 0; round < ROUNDS; round++) {
      const alone = await perSecond(() => plain.sendMail(constant));
      const ours = await perSecond(sendOurs);
      results.plain.push(alone);
      results.ours.push(ours);
      results.ratio.push(ours / alone);
    }
  } finally {
    plain.close();
    await senders.close();
    drain.kill();
  }
  return [
    `personalised emails/s through one mail server: ${show(spread(results.ours))}`,
    `nodemailer alone, one text for everybody, per s: ${show(spread(results.plain))}`,
    `ratio (at least 0.7): ${show(spread(results.ratio), 2)}`,
  ];
}

async function perSecond(send: (index: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  const line = async () => {
    for (let index = next++; index < EMAILS_PER_ROUND; index = next++) await send(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  return EMAILS_PER_ROUND / ((performance.now() - startedAt) / 1000);
}

const design = emailDesign.parse({
  blocks: [
    { id: "a", type: "heading", text: 'Good to have you, {{ profile.firstName | default: "friend" }}' },
    { id: "b", type: "text", html: `<p>${"Our candles are poured by hand. ".repeat(20)}</p>` },
    { id: "c", type: "products", source: "cart" },
    { id: "d", type: "button", label: "Look around", href: "https://shop.example/{{ profile.city }}" },
    { id: "e", type: "footer", html: "<p>{{ shop.name }}</p>" },
  ],
});
const template = sendJob(emailContent({ subject: "{{ profile.firstName }}, new scents", design }));
const items = ["Cedar", "Fig", "Rose"].map((name) => ({ id: name, name, price: 24, quantity: 1 }));

function personalised(url: string, index: number): SendJob {
  const firstName = `Ana ${index}`;
  const profile = {
    id: index,
    name: `${firstName} Kovač`,
    firstName,
    email: "ana@example.com",
    city: "Zagreb",
  };
  return {
    ...template,
    key: `bench-${index}`,
    sender: { ...template.sender, smtp: { url } },
    data: { ...template.data, profile, cart: { items, total: 72 } },
  };
}
