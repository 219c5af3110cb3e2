/** Where the endpoint is kept that Rekindle knows this browser by; not every browser tells it once it is replaced. */
const CACHE = "rekindle-push";
const KNOWN = "/rekindle-push/endpoint";

interface Change {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

/**
 * The browser has replaced the subscription, or dropped it: there is a new one, and Rekindle is told, which knows whose
 * it is by the old one. When the old one is not known, the next visit to the site tells. The page that registered this
 * worker said in its address where Rekindle is.
 */
export async function resubscribe(
  { oldSubscription, newSubscription }: Change,
  { pushManager }: Pick<ServiceWorkerRegistration, "pushManager">,
  worker: string,
): Promise<void> {
  const asked = new URL(worker).searchParams;
  const host = asked.get("host");
  if (!host) return;
  const replaces = oldSubscription?.endpoint ?? (await known());
  const made =
    newSubscription ??
    (await pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: oldSubscription?.options.applicationServerKey ?? (await publicKey(host)),
    }));
  if (!replaces) return;
  const { endpoint, keys } = made.toJSON();
  await fetch(`${host}/v1/push-subscriptions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ writeKey: asked.get("key"), replaces, subscription: { endpoint, keys } }),
  });
}

/** Called with every message: what arrives here was sent to an endpoint that Rekindle knows. */
export async function rememberEndpoint({
  pushManager,
}: Pick<ServiceWorkerRegistration, "pushManager">): Promise<void> {
  const subscription = await pushManager.getSubscription();
  if (subscription) await (await caches.open(CACHE)).put(KNOWN, new Response(subscription.endpoint));
}

async function known(): Promise<string | null> {
  const kept = await caches.match(KNOWN, { cacheName: CACHE }).catch(() => undefined);
  return kept ? await kept.text() : null;
}

async function publicKey(host: string): Promise<string> {
  const answer = await fetch(`${host}/v1/push-key`);
  return ((await answer.json()) as { publicKey: string }).publicKey;
}
