import { createPublicKey } from "node:crypto";
import { type Finding, finding } from "./finding.ts";
import type { Answer } from "./reads.ts";
import { readTags } from "./tags.ts";

/** RFC 8301: receivers take no shorter key, and 2048 bits are what to use. */
const RSA_BITS_MIN = 1024;
const RSA_BITS_ADVISED = 2048;
const ED25519_BYTES = 32;

/** What stands at `selector._domainkey.domain`. */
export type DkimKey =
  | { kind: "none" }
  | { kind: "unanswered" }
  | { kind: "several"; count: number }
  /** An empty key says that what it signed counts no longer. */
  | { kind: "revoked" }
  | { kind: "unreadable" }
  | { kind: "key"; type: "rsa" | "ed25519"; bits: number; testing: boolean };

/** Reads the key records at one name (RFC 6376 section 3.6.1). */
export function readDkim(answer: Answer<string>): DkimKey {
  if (answer.kind !== "found") return { kind: answer.kind };
  const records = answer.records.map(readTags).filter((tags) => tags.has("p"));
  if (records.length > 1) return { kind: "several", count: records.length };
  const [tags] = records;
  if (!tags) return { kind: "none" };
  const version = tags.get("v");
  if (version !== undefined && version !== "DKIM1") return { kind: "unreadable" };
  const key = tags.get("p")!.replace(/\s/g, "");
  if (key === "") return { kind: "revoked" };
  const testing = (tags.get("t") ?? "").split(":").includes("y");
  const type = (tags.get("k") ?? "rsa").toLowerCase();
  const bits = type === "ed25519" ? ed25519Bits(key) : type === "rsa" ? rsaBits(key) : null;
  return bits === null
    ? { kind: "unreadable" }
    : { kind: "key", type: type as "rsa" | "ed25519", bits, testing };
}

/** What a signature with this key is worth. */
export function judgeDkim(key: DkimKey, { domain, selector }: { domain: string; selector: string }): Finding {
  const values = { selector, name: `${selector}._domainkey.${domain}` };
  switch (key.kind) {
    case "none":
      return finding("dkim", "missing", "dkim.missing", values);
    case "unanswered":
      return finding("dkim", "unanswered", "dkim.unanswered", values);
    case "several":
      return finding("dkim", "mend", "dkim.several", { ...values, count: key.count });
    case "revoked":
    case "unreadable":
      return finding("dkim", "mend", `dkim.${key.kind}`, values);
    case "key": {
      const found = { ...values, type: key.type, bits: key.bits };
      if (key.type === "rsa" && key.bits < RSA_BITS_MIN)
        return finding("dkim", "mend", "dkim.too-short", { ...found, min: RSA_BITS_ADVISED });
      if (key.testing) return finding("dkim", "mend", "dkim.testing", found);
      if (key.type === "rsa" && key.bits < RSA_BITS_ADVISED)
        return finding("dkim", "good", "dkim.short", { ...found, advised: RSA_BITS_ADVISED });
      return finding("dkim", "good", "dkim.good", found);
    }
  }
}

function rsaBits(base64: string): number | null {
  const der = Buffer.from(base64, "base64");
  for (const type of ["spki", "pkcs1"] as const) {
    try {
      return createPublicKey({ key: der, format: "der", type }).asymmetricKeyDetails?.modulusLength ?? null;
    } catch {
      // Some publish the bare RSA key; what is neither cannot be read.
    }
  }
  return null;
}

function ed25519Bits(base64: string): number | null {
  return Buffer.from(base64, "base64").length === ED25519_BYTES ? ED25519_BYTES * 8 : null;
}
