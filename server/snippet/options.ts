/** What the shop set on its script tag. */
export interface Options {
  writeKey: string;
  /** Where Rekindle is, without a slash at its end. */
  host: string;
  /** Which page views are sent by themselves: the first, one for each change of the address, or none. */
  pages: "first" | "history" | "off";
  /** Leaves visitors alone whose browser asks for that by Global Privacy Control or Do Not Track. */
  respectsPrivacySignals: boolean;
  /** Where the shop hosts the service worker. */
  worker: string;
}

export const WORKER_PATH = "/rekindle-sw.js";

/** Reads the tag's attributes; null when it has no write key. */
export function readOptions(script: { src: string; dataset: DOMStringMap }): Options | null {
  const { key, host, pages, privacy, worker } = script.dataset;
  if (!key) return null;
  return {
    writeKey: key,
    host: (host || new URL(script.src).origin).replace(/\/+$/, ""),
    pages: pages === "history" || pages === "off" ? pages : "first",
    respectsPrivacySignals: privacy === "respect",
    worker: worker || WORKER_PATH,
  };
}

/** Whether the browser asks not to be tracked. */
export function asksForPrivacy(browser: {
  globalPrivacyControl?: boolean;
  doNotTrack?: string | null;
}): boolean {
  return browser.globalPrivacyControl === true || browser.doNotTrack === "1";
}
