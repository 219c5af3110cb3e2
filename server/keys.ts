import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const keyFile = z.object({
  /** Encrypts secrets at rest. */
  encryption: z.string().length(64),
  /** Signs links and hashes addresses. */
  signing: z.string().length(64),
  /** Signs session cookies. */
  session: z.string().length(64),
  vapid: z.object({ publicKey: z.string(), privateKey: z.string() }),
});

export type KeyFile = z.infer<typeof keyFile>;

/** The keys of this installation. */
export class Keys {
  readonly session: string;
  readonly vapid: KeyFile["vapid"];
  /** Tells whether a database was written with these keys, without telling the keys. */
  readonly fingerprint: string;
  readonly #encryption: Buffer;
  readonly #signing: Buffer;

  constructor(file: KeyFile) {
    this.session = file.session;
    this.vapid = file.vapid;
    this.#encryption = Buffer.from(file.encryption, "hex");
    this.#signing = Buffer.from(file.signing, "hex");
    this.fingerprint = createHash("sha256")
      .update(file.encryption)
      .update(file.signing)
      .digest("hex")
      .slice(0, 16);
  }

  /** AES-256-GCM; the answer holds the nonce and the tag. */
  encrypt(secret: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#encryption, nonce);
    const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
  }

  /** Throws when the text was not made by these keys. */
  decrypt(text: string): string {
    const bytes = Buffer.from(text, "base64");
    const decipher = createDecipheriv("aes-256-gcm", this.#encryption, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  }

  /** A key of its own for one purpose, in base64, for threads that must not have the others. */
  keyFor(purpose: string): string {
    return createHmac("sha256", this.#signing).update(`key:${purpose}`).digest("base64");
  }

  /** HMAC-SHA-256 of the purpose and the text, so that a signature for one purpose never serves another. */
  sign(purpose: string, text: string): string {
    return createHmac("sha256", this.#signing).update(`${purpose}\n${text}`).digest("base64url");
  }

  isSigned(purpose: string, text: string, signature: string): boolean {
    const right = Buffer.from(this.sign(purpose, text));
    const given = Buffer.from(signature);
    return right.length === given.length && timingSafeEqual(right, given);
  }
}

/** Reads the key file, or makes it at the first start; only its owner may read it. Throws when it is damaged. */
export function openKeys(path: string, makeVapid: () => KeyFile["vapid"]): { keys: Keys; created: boolean } {
  const created = !existsSync(path);
  if (created) writeKeys(path, makeVapid());
  const parsed = keyFile.safeParse(readJson(path));
  if (!parsed.success)
    throw new Error(
      `The key file ${path} is damaged. Restore it from a backup; without it, stored secrets cannot be read.`,
    );
  return { keys: new Keys(parsed.data), created };
}

function writeKeys(path: string, vapid: KeyFile["vapid"]): void {
  const random = () => randomBytes(32).toString("hex");
  const file: KeyFile = { encryption: random(), signing: random(), session: random(), vapid };
  mkdirSync(dirname(path), { recursive: true });
  // Written aside and moved, so that a crash leaves no half file that a later start would take for damaged.
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
