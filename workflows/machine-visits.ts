import type { Channel } from "./node.ts";

/** What is known about somebody, or something, that fetched the picture or followed a link of a message. */
export interface Visit {
  kind: "opened" | "clicked";
  /** The address that was clicked. */
  url: string | null;
  at: number;
  userAgent: string;
  /** The browser or mail program says itself that nobody looks at this yet: `Sec-Purpose: prefetch`. */
  prefetch: boolean;
}

/**
 * Scanners look at a mail while it is being delivered. Notifuse takes 7 seconds for the same; whoever is faster than
 * that is counted as a machine, which errs to the side of counting too few people.
 */
export const HAND_OVER_GRACE_MS = 7_000;
/** Nobody follows two links of one mail within this time; scanners follow all of them at once. */
export const BURST_MS = 2_000;

/**
 * Fetches pictures before anybody reads the mail, for everybody who has it switched on.
 * Apple's Mail Privacy Protection says no more than this of itself (https://support.apple.com/guide/mail/mlhl03be2866).
 */
const APPLE_MAIL_PRIVACY = /^Mozilla\/5\.0$/;
/** Gmail fetching ahead: an Edge of 2015 with a tail that no browser has. */
const GMAIL_PREFETCH = /Edge\/12\.246 Mozilla\/5\.0$/;
/**
 * Google's and Yahoo's proxies for pictures fetch them when the mail is opened
 * (https://support.google.com/mail/answer/145919), so a person is behind them; what they add to their name must not be
 * taken for a robot's.
 */
const PERSONS_PROXY = /GoogleImageProxy|YahooMailProxy/i;
/** What programs call themselves: link previews of chats, virus scanners, libraries, browsers without a screen. */
const PROGRAM = new RegExp(
  [
    ...["bot\\b", "crawl", "spider", "scanner", "preview", "headless", "phantomjs", "lighthouse"],
    ...["facebookexternalhit", "whatsapp/", "telegrambot", "slackbot", "skypeuripreview", "google-safety"],
    ...[
      "barracuda",
      "mimecast",
      "proofpoint",
      "symantec",
      "messagelabs",
      "trend ?micro",
      "zscaler",
      "forcepoint",
    ],
    ...["safelinks", "virustotal", "urlscan", "fireeye", "trustwave", "cloudmark", "ironport", "checkpoint"],
    ...["^curl/", "^wget/", "python", "^java/", "okhttp", "go-http-client", "libwww", "^ruby", "^perl"],
    ...["node-fetch", "^node$", "undici", "axios/", "apache-httpclient", "guzzlehttp", "postmanruntime"],
  ].join("|"),
  "i",
);

/** Whether a visit is a machine's by what it says of itself and when it comes. */
export function isMachine(
  { kind, at, userAgent, prefetch }: Visit,
  message: { channel: Channel; handedAt: number | null },
): boolean {
  const agent = userAgent.trim();
  if (agent === "" || prefetch) return true;
  // A notification is there to be pressed at once, and no scanner stands in its way.
  const { channel, handedAt } = message;
  if (channel === "email" && handedAt !== null && at - handedAt < HAND_OVER_GRACE_MS) return true;
  if (PERSONS_PROXY.test(agent)) return false;
  if (kind === "opened" && (APPLE_MAIL_PRIVACY.test(agent) || GMAIL_PREFETCH.test(agent))) return true;
  return PROGRAM.test(agent);
}

/** Whether two clicks in one message are so close, and on such different links, that one machine made both. */
export function isBurst(
  click: { url: string | null; at: number },
  other: { url: string | null; at: number },
): boolean {
  return click.url !== other.url && Math.abs(click.at - other.at) <= BURST_MS;
}
