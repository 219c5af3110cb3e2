import { domainToASCII } from "node:url";

/** RFC 5321: the longest path is 256 with its brackets. */
export const ADDRESS_MAX_CHARS = 254;
const LOCAL_PART_MAX_BYTES = 64;
const DOMAIN_MAX_CHARS = 253;
const NAME_MAX_CHARS = 200;

/** Letters and digits of any language, and the punctuation that needs no quotes. */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const LINE_BREAK = /[\r\n\u2028\u2029]/;
// C0, DEL and C1.
const CONTROL = /\p{Cc}/gu;

/** Whether mail can be addressed to this: `local@domain`, no comments, no quotes, no address literals. */
export function isEmailAddress(address: string): boolean {
  if (address.length > ADDRESS_MAX_CHARS) return false;
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  return (
    at > 0 && Buffer.byteLength(local) <= LOCAL_PART_MAX_BYTES && LOCAL_PART.test(local) && isDomain(domain)
  );
}

/**
 * A name as it may stand before an address. Null when it has a line break, which no honest name has and which
 * would start another header; other control characters are dropped.
 */
export function cleanName(name: string): string | null {
  if (LINE_BREAK.test(name)) return null;
  return name.replace(CONTROL, "").trim().slice(0, NAME_MAX_CHARS);
}

/** Whether text has a line break or another control character. */
export function hasControlCharacter(text: string): boolean {
  return LINE_BREAK.test(text) || /\p{Cc}/u.test(text);
}

function isDomain(domain: string): boolean {
  // Only characters a name can have: the conversion below would also read escapes and odd numbers.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return false;
  const ascii = domainToASCII(domain);
  const labels = ascii.split(".");
  return (
    ascii.length > 0 &&
    ascii.length <= DOMAIN_MAX_CHARS &&
    (labels.length > 1 || ascii === "localhost") &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? "")
  );
}
