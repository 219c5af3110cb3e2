import { createHash, createHmac } from "node:crypto";

export interface AwsKey {
  accessKeyId: string;
  secret: string;
  region: string;
  /** "ses". */
  service: string;
}

/**
 * The headers that sign a request to AWS (Signature Version 4): the ones given, with `x-amz-date` and `authorization`. `now` is epoch milliseconds. Only for paths without characters that would
 * need escaping, and without a query.
 */
export function signAws(
  request: { method: string; url: string; headers: Record<string, string>; body: string },
  key: AwsKey,
  now: number,
): Record<string, string> {
  const { host, pathname } = new URL(request.url);
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = stamp.slice(0, 8);
  const bodyHash = sha256(request.body);
  const headers: Record<string, string> = {
    ...request.headers,
    host,
    "x-amz-date": stamp,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    request.method,
    pathname,
    "",
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    "",
    names.join(";"),
    bodyHash,
  ].join("\n");
  const scope = `${day}/${key.region}/${key.service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical)].join("\n");
  const parts = [day, key.region, key.service, "aws4_request"];
  const signingKey = parts.reduce<string | Buffer>((k, part) => hmac(k, part), `AWS4${key.secret}`);
  const signature = hmac(signingKey, toSign).toString("hex");
  const { host: _host, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
