import autocannon from "autocannon";

/** Of one measured round; fewer for a quick look. */
export const ROUND_SECONDS = Number(process.env.ROUND_SECONDS ?? 5);
export const WARM_UP_SECONDS = 2;

/** A door, and what is sent there. */
export interface Target {
  url: string;
  apiKey: string;
  /** Makes the body of the next request. */
  body: () => string;
  /** How each request must be answered. */
  answer: string;
  /** How many requests can be on their way at a time. */
  connections: number;
}

/** Single events for the event door of a server. */
export function singleEvents(url: string, apiKey: string, makeEvent: () => object): Target {
  return {
    url: `${url}/v1/track`,
    apiKey,
    body: () => JSON.stringify(makeEvent()),
    answer: '{"success":true}',
    connections: 50,
  };
}

/** Each connection sends its next request when the one before is answered. Throws when anything was refused. */
export async function load(target: Target, seconds: number): Promise<{ perSecond: number; p99: number }> {
  const result = await autocannon({
    url: target.url,
    connections: target.connections,
    duration: seconds,
    method: "POST",
    headers: headersFor(target),
    requests: [{ setupRequest: (request) => ({ ...request, body: target.body() }) }],
    verifyBody: (answer) => answer === target.answer,
  });
  const { non2xx, errors, mismatches } = result;
  if (non2xx + errors + mismatches > 0)
    throw new Error(`${non2xx} refused, ${errors} broken requests, ${mismatches} other answers`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
}

export function headersFor({ apiKey }: Target): Record<string, string> {
  return { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
}
