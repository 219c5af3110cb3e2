import type { PushBrowser, PushKeys } from "./push.ts";

/** A scope of its own, so that a service worker which the site has already stays in charge of its pages. */
const SCOPE = "rekindle-push/";

/** Web push as this browser has it. `worker` is where the site hosts the service worker. */
export function pushBrowser(
  worker: string,
  { host, writeKey }: { host: string; writeKey: string },
): PushBrowser {
  const script = new URL(worker, location.href);
  const scope = new URL(SCOPE, script).href;
  // So that the worker can tell the server when the browser replaces the subscription.
  script.searchParams.set("host", host);
  script.searchParams.set("key", writeKey);

  const registration = () => navigator.serviceWorker.getRegistration(scope);
  return {
    isSupported: () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
    permission: () => Notification.permission,
    askPermission: () => Notification.requestPermission(),
    async current() {
      const found = await registration();
      const subscription = await found?.pushManager.getSubscription();
      return subscription ? keysOf(subscription) : null;
    },
    async subscribe(publicKey) {
      const registered = await navigator.serviceWorker.register(script, { scope });
      await untilActive(registered);
      const old = await registered.pushManager.getSubscription();
      if (old && isMadeFor(old, publicKey)) return keysOf(old);
      // One made for another server's key would receive nothing.
      await old?.unsubscribe();
      return keysOf(
        await registered.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }),
      );
    },
    async unsubscribe() {
      const found = await registration();
      await (await found?.pushManager.getSubscription())?.unsubscribe();
    },
  };
}

/** `navigator.serviceWorker.ready` waits for the page's own worker, which this one is not. */
function untilActive(registration: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = registration.installing ?? registration.waiting;
    if (registration.active || !worker) return resolve();
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve();
      else if (worker.state === "redundant") reject(new Error("The service worker could not be installed"));
    });
  });
}

function isMadeFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  if (!key) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "") === publicKey;
}

function keysOf(subscription: PushSubscription): PushKeys {
  const { p256dh = "", auth = "" } = subscription.toJSON().keys ?? {};
  return { endpoint: subscription.endpoint, keys: { p256dh, auth } };
}
