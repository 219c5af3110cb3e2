// The service worker that a shop hosts on its own site: it shows push messages and opens what they link to. It leaves
// all requests of the site alone.

/** The parts of a service worker's world that are used here; the compiler knows only that of pages. */
interface Waitable extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface WindowClient {
  url: string;
  focus(): Promise<unknown>;
}
interface WorkerScope {
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(filter: { type: "window"; includeUncontrolled: boolean }): Promise<WindowClient[]>;
    openWindow(url: string): Promise<unknown>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(name: string, listener: (event: never) => void): void;
}
type PushEvent = Waitable & { data: { json(): unknown; text(): string } | null };
type ClickEvent = Waitable & { notification: Notification };
type ChangeEvent = Waitable & {
  oldSubscription: PushSubscription | null;
  newSubscription: PushSubscription | null;
};

const scope = self as unknown as WorkerScope;

/** Shown when a message carries no title, since browsers insist on a visible notification. */
const FALLBACK_TITLE = "Something new for you";

scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("activate", (event: Waitable) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("push", (event: PushEvent) => {
  const { title, body, url, tag } = readMessage(event.data);
  event.waitUntil(
    scope.registration.showNotification(title || FALLBACK_TITLE, {
      body,
      // The same message delivered again replaces the one on screen.
      tag,
      data: { url },
    }),
  );
});

scope.addEventListener("notificationclick", (event: ClickEvent) => {
  event.notification.close();
  const url = webAddress(event.notification.data?.url);
  if (url) event.waitUntil(show(url));
});

// The browser has replaced the subscription by itself.
scope.addEventListener("pushsubscriptionchange", (event: ChangeEvent) => {
  event.waitUntil(replaceSubscription(event).catch(() => {}));
});

/** What the message says; of a message that cannot be read, or of another shape, only what is text is taken. */
function readMessage(data: PushEvent["data"]) {
  let message: Record<string, unknown> | null = null;
  try {
    message = (data?.json() ?? null) as Record<string, unknown> | null;
  } catch {
    return { title: "", body: data?.text() ?? "", url: "", tag: "" };
  }
  const text = (name: string) => {
    const value = message?.[name];
    return typeof value === "string" ? value : "";
  };
  return { title: text("title"), body: text("body"), url: text("url"), tag: text("tag") };
}

/** The address when it is one of the web; a message must not make the browser open anything else. */
function webAddress(text: unknown): string | null {
  if (typeof text !== "string" || text === "") return null;
  try {
    const url = new URL(text, scope.location.origin);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

async function show(url: string): Promise<void> {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((client) => client.url === url);
  if (open) await open.focus();
  else await scope.clients.openWindow(url);
}

/** Tells Rekindle, which knows whose it is by the old one. The page that registered this worker said where that is. */
async function replaceSubscription({ oldSubscription, newSubscription }: ChangeEvent): Promise<void> {
  const asked = new URL(scope.location.href).searchParams;
  if (!oldSubscription || !asked.get("host")) return;
  const { applicationServerKey } = oldSubscription.options;
  const made =
    newSubscription ??
    (await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  const { endpoint, keys } = made.toJSON();
  await fetch(`${asked.get("host")}/v1/push-subscriptions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      writeKey: asked.get("key"),
      replaces: oldSubscription.endpoint,
      subscription: { endpoint, keys },
    }),
  });
}
