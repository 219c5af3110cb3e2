import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";

const SALT_BYTES = 16;
const RECORD_SIZE_BYTES = 4;
const TAG_BYTES = 16;
const LAST_RECORD = 2;

/** The browser's side of a push subscription: what it publishes, and the keys it keeps. */
export type SubscriptionKeys = { p256dh: string; auth: string; ecdh: ECDH };

/** Makes the keys that a browser would make on subscribing. */
export function makeSubscriptionKeys(): SubscriptionKeys {
  const ecdh = createECDH("prime256v1");
  const p256dh = ecdh.generateKeys().toString("base64url");
  return { p256dh, auth: randomBytes(16).toString("base64url"), ecdh };
}

/** Reads an aes128gcm message (RFC 8188 and 8291) as the browser would. Throws when it is not for these keys. */
export function decryptPush(body: Buffer, keys: SubscriptionKeys): string {
  const salt = body.subarray(0, SALT_BYTES);
  const idLength = body.readUInt8(SALT_BYTES + RECORD_SIZE_BYTES);
  const idStart = SALT_BYTES + RECORD_SIZE_BYTES + 1;
  const senderKey = body.subarray(idStart, idStart + idLength);
  const record = body.subarray(idStart + idLength);

  const secret = keys.ecdh.computeSecret(senderKey);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.ecdh.getPublicKey(), senderKey]);
  const inputKey = derive(secret, Buffer.from(keys.auth, "base64url"), info, 32);
  const contentKey = derive(inputKey, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(inputKey, salt, Buffer.from("Content-Encoding: nonce\0"), 12);

  const decipher = createDecipheriv("aes-128-gcm", contentKey, nonce);
  decipher.setAuthTag(record.subarray(-TAG_BYTES));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -TAG_BYTES)), decipher.final()]);
  const end = padded.lastIndexOf(LAST_RECORD);
  if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0)) throw new Error("padding is wrong");
  return padded.subarray(0, end).toString("utf8");
}

export type VapidClaims = { aud: string; exp: number; sub: string };

/** Checks a `vapid t=…, k=…` Authorization (RFC 8292). Throws with the reason when it does not hold. */
export function verifyVapid(
  authorization: string,
  expected: { origin: string; now: number },
): { publicKey: string; claims: VapidClaims } {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization);
  const [, header, payload, signature, publicKey] = found ?? [];
  if (!header || !payload || !signature || !publicKey) throw new Error("no vapid authorization");
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = Buffer.from(`${header}.${payload}`);
  const checks = { key, dsaEncoding: "ieee-p1363" as const };
  if (!verify("sha256", signed, checks, Buffer.from(signature, "base64url")))
    throw new Error("wrong signature");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as VapidClaims;
  if (claims.aud !== expected.origin) throw new Error(`wrong audience ${claims.aud}`);
  const secondsLeft = claims.exp - expected.now / 1000;
  if (!(secondsLeft > 0 && secondsLeft <= 24 * 60 * 60)) throw new Error("wrong expiry");
  if (!/^(mailto:|https:)/.test(claims.sub)) throw new Error("wrong subject");
  return { publicKey, claims };
}

function derive(key: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, info, bytes));
}
