import { createHmac, timingSafeEqual } from "node:crypto";

const DEFAULT_PORTS: Record<string, string> = { "https:": "443", "http:": "80" };

/**
 * Whether a request was signed with the account's token, by Twilio's rule: HMAC-SHA1 in base64 over the whole address
 * and then each name of the form with its value, in the order of the names. It signs some addresses with their port and
 * some without, so both are right.
 */
export function isSignedByTwilio(
  authToken: string,
  { url, form, signature }: { url: string; form: URLSearchParams; signature: string },
): boolean {
  const fields = [...new Set(form.keys())].toSorted().map((name) => {
    const values = [...new Set(form.getAll(name))].toSorted();
    return values.map((value) => name + value).join("");
  });
  const given = Buffer.from(signature);
  return spellings(url).some((address) => {
    const right = createHmac("sha1", authToken)
      .update(address + fields.join(""), "utf8")
      .digest("base64");
    return given.length === right.length && timingSafeEqual(given, Buffer.from(right));
  });
}

/** As it is, and with or without its port. */
function spellings(address: string): string[] {
  const [, protocol = "", host = "", port, rest = ""] =
    /^(https?:)\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(address) ?? [];
  if (host === "") return [address];
  const other = port === undefined ? `:${DEFAULT_PORTS[protocol]}` : "";
  return [address, `${protocol}//${host}${other}${rest}`];
}
