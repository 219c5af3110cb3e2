// The service worker that shows push messages. Browsers keep it apart from the pages, so it imports nothing.

/** Shown when a message carries no title, since browsers insist on a visible notification. */
const FALLBACK_TITLE = "Something new for you";
const ICON = "/icon-192.png";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, icon, image, buttons, renotify, url, ...texts } = readMessage(event.data);
  event.waitUntil(
    self.registration.showNotification(title || FALLBACK_TITLE, {
      ...texts,
      icon: webAddress(icon) ?? ICON,
      badge: ICON,
      ...(webAddress(image) && { image: webAddress(image) }),
      ...(renotify && { renotify }),
      actions: buttons.map(({ label }, index) => ({ action: String(index), title: label })),
      data: { url, links: buttons.map((button) => button.url) },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, links = [] } = event.notification.data ?? {};
  const ofButton = event.action ? links[Number(event.action)] : "";
  const goal = webAddress(ofButton || url);
  if (goal) event.waitUntil(show(goal));
});

// The browser has replaced the subscription by itself: tell the server, if the person is still signed in.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(replaceSubscription(event).catch(() => {}));
});

/** What the message says; of a message that cannot be read, or of another shape, only what is text is taken. */
function readMessage(data) {
  let message = null;
  try {
    message = data?.json() ?? null;
  } catch {
    message = { body: data.text() };
  }
  const text = (name) => textOf(message?.[name]);
  const buttons = Array.isArray(message?.buttons) ? message.buttons : [];
  return {
    title: text("title"),
    body: text("body"),
    // The same message delivered again replaces the one on screen.
    tag: text("tag"),
    // Browsers refuse it without a tag.
    renotify: message?.renotify === true && text("tag") !== "",
    url: text("url"),
    icon: text("icon"),
    image: text("image"),
    buttons: buttons
      .map((button) => ({ label: textOf(button?.label), url: textOf(button?.url) }))
      .filter(({ label }) => label !== ""),
  };
}

function textOf(value) {
  return typeof value === "string" ? value : "";
}

/** The address when it is one of the web; a message must not make the browser open anything else. */
function webAddress(text) {
  if (typeof text !== "string" || text === "") return null;
  try {
    const url = new URL(text, self.location.origin);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

async function show(url) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((client) => client.url === url);
  if (open) await open.focus();
  else await self.clients.openWindow(url);
}

async function replaceSubscription(event) {
  const options = event.oldSubscription?.options ?? event.newSubscription?.options;
  const subscription = event.newSubscription ?? (await self.registration.pushManager.subscribe(options));
  const { endpoint, keys } = subscription.toJSON();
  await fetch("/api/trpc/webPush.subscribe", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ subscription: { endpoint, keys } }),
  });
}
