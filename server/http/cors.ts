import type { ServerResponse } from "node:http";

/** Browsers ask again after this; none of them remembers for longer than a day. */
const PREFLIGHT_MAX_AGE_S = 24 * 60 * 60;

/** Lets the pages of any website read the answer. Cookies stay out of it: what may be done hangs on the key alone. */
export function openToBrowsers(response: ServerResponse): void {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "retry-after");
}

/** Answers what a browser asks before it sends something that a form could not. */
export function answerPreflight(response: ServerResponse, methods: string): void {
  response.writeHead(204, {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": methods,
    // The star does not stand for authorization.
    "access-control-allow-headers": "authorization, content-type, *",
    "access-control-max-age": String(PREFLIGHT_MAX_AGE_S),
  });
  response.end();
}
