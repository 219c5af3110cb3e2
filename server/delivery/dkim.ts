import { createPublicKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";

/** What emails from a domain are signed with (RFC 6376). */
export interface DkimKey {
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

const RSA_BITS = 2048;

/**
 * What the signature covers. RFC 8058 asks for both unsubscribe headers among them, and the library's own list has only
 * one.
 */
export const SIGNED_HEADERS = [
  ...["From", "Reply-To", "Subject", "Date", "Message-ID", "To", "MIME-Version", "Content-Type"],
  ...["Content-Transfer-Encoding", "List-Unsubscribe", "List-Unsubscribe-Post"],
].join(":");

/** A new pair of keys, the private one as PEM. */
export async function makeDkimPrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: RSA_BITS,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return privateKey;
}

/** The TXT record that lets receivers check the signatures. */
export function dkimRecord({ domain, selector, privateKey }: DkimKey): { name: string; value: string } {
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");
  return { name: `${selector}._domainkey.${domain}`, value: `v=DKIM1; k=rsa; p=${publicKey}` };
}

/** Whether a signature by this key says something about mail from the address: its domain, or one below it. */
export function signsFor({ domain }: Pick<DkimKey, "domain">, address: string): boolean {
  const of = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return of === domain || of.endsWith(`.${domain}`);
}
