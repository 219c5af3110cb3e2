import { describe, expect, it } from "vitest";
import { BURST_MS, HAND_OVER_GRACE_MS, isBurst, isMachine, type Visit } from "./machine-visits.ts";

const HANDED = 1_000_000;
const LATER = HANDED + 3_600_000;
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1";
const email = { channel: "email" as const, handedAt: HANDED };
const visit = (changes: Partial<Visit>): Visit => ({
  ...{ kind: "opened", url: null, at: LATER, userAgent: SAFARI, prefetch: false },
  ...changes,
});

const people = {
  "an iPhone": SAFARI,
  "Outlook on Windows":
    "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; .NET4.0C; .NET4.0E; Microsoft Outlook 16.0.17328; ms-office; MSOffice 16)",
  Thunderbird: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.6.0",
  "Gmail's proxy":
    "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
  "Yahoo's proxy": "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html",
  Chrome:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36",
};
const machines = {
  "Apple's privacy proxy": "Mozilla/5.0",
  "Gmail fetching ahead":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0",
  "a link preview": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "a messenger": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "a scanner": "Barracuda Sentinel (EE)",
  "a search engine": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "a library": "python-requests/2.32.3",
  "a browser without a screen":
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
  nothing: "",
};

describe("by its name", () => {
  it.each(Object.entries(people))("%s is a person", (_, userAgent) => {
    expect(isMachine(visit({ userAgent }), email)).toBe(false);
    expect(isMachine(visit({ userAgent, kind: "clicked" }), email)).toBe(false);
  });
  it.each(Object.entries(machines))("%s is a machine", (_, userAgent) => {
    expect(isMachine(visit({ userAgent }), email)).toBe(true);
  });
  it("what says that it only fetches ahead is one too", () => {
    expect(isMachine(visit({ prefetch: true }), email)).toBe(true);
  });
});

describe("by its time", () => {
  it("is a machine's while the mail is being delivered, and a person's after", () => {
    const at = HANDED + HAND_OVER_GRACE_MS;
    expect(isMachine(visit({ kind: "clicked", at: at - 1 }), email)).toBe(true);
    expect(isMachine(visit({ kind: "clicked", at }), email)).toBe(false);
    expect(isMachine(visit({ userAgent: people["Gmail's proxy"], at: at - 1 }), email)).toBe(true);
  });
  it("is a person's at once where a notification is pressed", () => {
    expect(isMachine(visit({ kind: "clicked", at: HANDED + 500 }), { ...email, channel: "web-push" })).toBe(
      false,
    );
  });
});

it("two links within two seconds are a burst, one link pressed twice is not", () => {
  const first = { url: "https://a.example/", at: LATER };
  expect(isBurst({ url: "https://b.example/", at: LATER + BURST_MS }, first)).toBe(true);
  expect(isBurst({ url: "https://b.example/", at: LATER + BURST_MS + 1 }, first)).toBe(false);
  expect(isBurst({ url: "https://a.example/", at: LATER + 100 }, first)).toBe(false);
});
