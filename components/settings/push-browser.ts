/** Where the service worker lies; from the root, so that it serves the whole address. */
const WORKER_URL = "/push-worker.js";

/** Whether this browser can be subscribed, or why not. */
export type Readiness = "checking" | "ready" | "insecure" | "unsupported" | "denied";

export type PushKeys = { endpoint: string; keys: { p256dh: string; auth: string } };

export type Subscribing =
  | { kind: "subscribed"; subscription: PushKeys }
  /** The person said no, or closed the question. */
  | { kind: "not-allowed" }
  | { kind: "failed"; text: string };

export function readReadiness(): Readiness {
  if (!window.isSecureContext) return "insecure";
  const isSupported = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!isSupported) return "unsupported";
  return Notification.permission === "denied" ? "denied" : "ready";
}

/** This browser's subscription; null when there is none. */
export async function findSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER_URL);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/**
 * Asks the person, registers the service worker and subscribes at the browser's push service. `publicKey` is the
 * server's, as URL-safe base64. Never throws.
 */
export async function subscribeBrowser(publicKey: string): Promise<Subscribing> {
  try {
    if ((await Notification.requestPermission()) !== "granted") return { kind: "not-allowed" };
    await navigator.serviceWorker.register(WORKER_URL);
    const { pushManager } = await navigator.serviceWorker.ready;
    // One made for another server's key would receive nothing.
    const old = await pushManager.getSubscription();
    if (old && !isMadeFor(old, publicKey)) await old.unsubscribe();
    const subscription = await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: publicKey,
    });
    return { kind: "subscribed", subscription: keysOf(subscription) };
  } catch (error) {
    return { kind: "failed", text: error instanceof Error ? error.message : String(error) };
  }
}

function isMadeFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  return key !== null && toBase64Url(key) === publicKey;
}

function keysOf(subscription: PushSubscription): PushKeys {
  const { p256dh = "", auth = "" } = subscription.toJSON().keys ?? {};
  return { endpoint: subscription.endpoint, keys: { p256dh, auth } };
}

function toBase64Url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
