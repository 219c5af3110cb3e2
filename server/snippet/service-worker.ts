// The service worker that a shop hosts on its own site: it shows push messages and opens what they link to. It leaves
// all requests of the site alone.
import { linkOf, readNotification } from "./notification.ts";
import { rememberEndpoint, resubscribe } from "./resubscribe.ts";

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
type ClickEvent = Waitable & { notification: Notification; action: string };
type ChangeEvent = Waitable & Parameters<typeof resubscribe>[0];

const scope = self as unknown as WorkerScope;
const { origin } = scope.location;

scope.addEventListener("install", () => void scope.skipWaiting());
scope.addEventListener("activate", (event: Waitable) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("push", (event: PushEvent) => {
  const { title, options } = readNotification(event.data, origin);
  event.waitUntil(
    Promise.all([
      scope.registration.showNotification(title, options),
      rememberEndpoint(scope.registration).catch(() => {}),
    ]),
  );
});

scope.addEventListener("notificationclick", (event: ClickEvent) => {
  event.notification.close();
  const url = linkOf(event.notification.data, event.action ?? "", origin);
  if (url) event.waitUntil(show(url));
});

scope.addEventListener("pushsubscriptionchange", (event: ChangeEvent) => {
  event.waitUntil(resubscribe(event, scope.registration, scope.location.href).catch(() => {}));
});

async function show(url: string): Promise<void> {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((client) => client.url === url);
  if (open) await open.focus();
  else await scope.clients.openWindow(url);
}
