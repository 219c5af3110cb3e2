import { createHash, createPublicKey, verify } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type SmtpSink, startSmtpSink } from "../testing/smtp-sink.ts";
import { type DkimKey, dkimRecord, makeDkimPrivateKey, signsFor } from "./dkim.ts";
import { composeEmail, sendEmail } from "./email.ts";
import { smtpTransport } from "./smtp-transport.ts";

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtpSink();
});
afterEach(() => sink.close());

const key: DkimKey = { domain: "shop.example", selector: "rk1", privateKey: await makeDkimPrivateKey() };

async function received(from: string): Promise<string> {
  const composed = composeEmail({
    key: "k",
    from: { name: "Käthe's", address: from },
    to: { name: "Ana", address: "ana@example.com" },
    subject: "Grüße  aus dem   Laden",
    html: `<p>${"Hello Ana. ".repeat(200)}</p>`,
    unsubscribe: { url: `https://shop.example/unsubscribe/${"t".repeat(120)}` },
    now: Date.UTC(2026, 2, 5, 12),
  });
  if (composed.kind === "error") throw new Error(composed.code);
  const transport = smtpTransport({ url: sink.url, dkim: key });
  expect((await sendEmail(composed.mail, transport)).kind).toBe("sent");
  transport.close();
  return (await sink.next()).raw;
}

it("signs what arrives, with both unsubscribe headers, so that the published record proves it", async () => {
  const raw = await received("hello@shop.example");
  const { name, value } = dkimRecord(key);
  expect(name).toBe("rk1._domainkey.shop.example");
  expect(verifyDkim(raw, value)).toMatchObject({ d: "shop.example", s: "rk1", verified: true });
  const tags = tagsOf(raw);
  for (const header of ["from", "subject", "date", "to", "list-unsubscribe", "list-unsubscribe-post"])
    expect(tags.h?.toLowerCase().split(":")).toContain(header);
  expect(verifyDkim(raw.replace("/unsubscribe/t", "/unsubscribe/x"), value).verified).toBe(false);
  expect(verifyDkim(raw.replace(/\r?\n\r?\n/, "\r\n\r\nmore"), value).verified).toBe(false);
});

it("leaves mail from another domain unsigned", async () => {
  expect(await received("hello@other.example")).not.toMatch(/^DKIM-Signature:/im);
});

it.each([
  ["a@shop.example", true],
  ["a@NEWS.shop.example", true],
  ["a@notshop.example", false],
  ["a@example", false],
])("%s belongs to the domain: %s", (address, belongs) => {
  expect(signsFor(key, address)).toBe(belongs);
});

/** Checks a signature as a receiver does (RFC 6376, relaxed/relaxed with rsa-sha256). */
function verifyDkim(raw: string, record: string) {
  const { head, body } = partsOf(raw);
  const tags = tagsOf(raw);
  const bodyHash = createHash("sha256").update(relaxedBody(body)).digest("base64");
  const unused = [...head];
  const signed = (tags.h ?? "").split(":").flatMap((name) => {
    const at = unused.findLastIndex((line) => line.toLowerCase().startsWith(`${name.trim().toLowerCase()}:`));
    return at < 0 ? [] : unused.splice(at, 1);
  });
  const own = head.find((line) => /^dkim-signature:/i.test(line)) ?? "";
  const withoutSignature = relaxedHeader(own).replace(/(;\s*b=)[^;]*/, "$1");
  const data = [...signed.map(relaxedHeader), withoutSignature].join("\r\n");
  const der = Buffer.from(/p=([^;]+)/.exec(record)?.[1] ?? "", "base64");
  const publicKey = createPublicKey({ key: der, format: "der", type: "spki" });
  const isSigned = verify("sha256", Buffer.from(data), publicKey, Buffer.from(tags.b ?? "", "base64"));
  return { ...tags, verified: tags.bh === bodyHash && isSigned && tags.c === "relaxed/relaxed" };
}

function partsOf(raw: string): { head: string[]; body: string } {
  const whole = raw.replace(/\r?\n/g, "\r\n");
  const end = whole.indexOf("\r\n\r\n");
  return {
    head: whole.slice(0, end).split(/\r\n(?![ \t])/),
    body: whole.slice(end + 4),
  };
}

function tagsOf(raw: string): Record<string, string | undefined> {
  const line = partsOf(raw).head.find((header) => /^dkim-signature:/i.test(header)) ?? "";
  const tags = line.slice(line.indexOf(":") + 1).split(";");
  return Object.fromEntries(
    tags.map((tag) => {
      const at = tag.indexOf("=");
      return [tag.slice(0, at).trim(), tag.slice(at + 1).replace(/\s/g, "")];
    }),
  );
}

function relaxedHeader(line: string): string {
  const at = line.indexOf(":");
  const value = line
    .slice(at + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${line.slice(0, at).trim().toLowerCase()}:${value}`;
}

function relaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+(?=\r\n|$)/g, "").replace(/[ \t]+/g, " ");
  const trimmed = lines.replace(/(\r\n)+$/, "");
  return trimmed === "" ? "" : `${trimmed}\r\n`;
}
