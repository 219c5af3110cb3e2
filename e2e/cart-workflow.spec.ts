import type { CDPSession, Locator } from "@playwright/test";
import { Canvas } from "./canvas.ts";
import { createApiKey, DAY_MS, expect, HOUR_MS, type Page, type TestApp, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";

test.use({ mailServer: true, viewport: { width: 1600, height: 1000 } });

const item = (cartId: string) => ({
  cart_id: cartId,
  product_id: "candle-01",
  name: "Cedar candle",
  price: 24,
  quantity: 2,
});

test("a workflow drawn on the canvas reaches a real customer, and nobody else", async ({
  app,
  ownerPage: page,
  sink,
  pushService,
  receiver,
}) => {
  test.slow();
  await loadSampleShop(page, app);
  const workflowUrl = await drawCartWorkflow(page, app, receiver.url);
  const apiKey = await createApiKey(page, app);

  await test.step("somebody with web push gets the email, then the notification", async () => {
    await subscribeOwner(page, app, pushService.subscribe());
    await app.identify(apiKey, "olga", { email: OWNER.email, name: "Olga Owner" });
    await app.track(apiKey, "olga", "Product Added", item("c1"));
    await app.pass(HOUR_MS);
    await page.goto(workflowUrl);
    await expect(page.locator('[data-node-type="delay"]')).toContainText("1 waiting");
    expect(sink.all).toHaveLength(0);

    await app.pass(DAY_MS);
    const { envelope, email } = await sink.next();
    expect(envelope.to).toEqual([OWNER.email]);
    expect(email.subject).toBe("Olga, your Cedar candle is waiting");
    expect(email.html).toContain("Cedar candle");
    expect(email.text).toContain("Unsubscribe");
    const header = (name: string) => email.headers.find(({ key }) => key === name)?.value;
    expect(header("list-unsubscribe")).toMatch(/^<http:\/\/localhost:\d+\/unsubscribe\/[\w.-]+>$/);
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");

    const push = await pushService.next();
    expect(JSON.parse(push.payload)).toMatchObject({ title: "Still thinking, Olga?" });
    await showPush(page, app, push.payload, "Still thinking, Olga?");
    await page.goto(workflowUrl);
    const pushStep = page.locator('[data-node-type="send-web-push"]');
    await expect(pushStep.getByRole("button", { name: /^1 sent/ })).toBeVisible();
    expect(receiver.all).toHaveLength(0);
  });

  await test.step("somebody without web push goes through the webhook", async () => {
    await app.identify(apiKey, "ben", { email: "ben@example.net", name: "Ben" });
    await app.track(apiKey, "ben", "Product Added", item("c2"));
    await app.pass(HOUR_MS);
    await app.pass(DAY_MS);
    expect((await sink.next()).envelope.to).toEqual(["ben@example.net"]);
    const call = await receiver.next();
    expect(call.method).toBe("POST");
    expect(call.headers["webhook-id"]).toBeTruthy();
    expect(JSON.parse(call.body)).toMatchObject({
      profile: { email: "ben@example.net" },
      cart: { total: 48 },
    });
  });

  await test.step("an order in the middle ends the run", async () => {
    await app.identify(apiKey, "cem", { email: "cem@example.net", name: "Cem" });
    await app.track(apiKey, "cem", "Product Added", item("c3"));
    await app.pass(HOUR_MS);
    await app.track(apiKey, "cem", "Order Completed", { cart_id: "c3", order_id: "o3", total: 48 });
    await app.pass(2 * DAY_MS);
    expect(sink.all).toHaveLength(2);
    await openProfile(page, app, "cem@example.net");
    await expect(page.getByText("Left the workflow because of “Order Completed”")).toBeVisible();
  });

  await test.step("a plug pulled between the delay and the email loses nothing and repeats nothing", async () => {
    await app.identify(apiKey, "dana", { email: "dana@example.net", name: "Dana" });
    await app.track(apiKey, "dana", "Product Added", item("c4"));
    await app.pass(HOUR_MS);
    await app.kill();
    await app.startAgain(DAY_MS);
    expect((await sink.next()).envelope.to).toEqual(["dana@example.net"]);
    await receiver.next();
    await app.kill();
    await app.startAgain(DAY_MS);
    await app.pass(DAY_MS);
    expect(sink.all.filter(({ envelope }) => envelope.to.includes("dana@example.net"))).toHaveLength(1);
  });
});

async function loadSampleShop(page: Page, app: TestApp): Promise<void> {
  await page.goto(app.url);
  await page.getByRole("button", { name: "Load the sample shop" }).first().click();
  await expect(page.getByText(/2,000/).first()).toBeVisible({ timeout: 150_000 });
}

/** cart abandoned → wait → email → has web push? → web push, otherwise webhook */
async function drawCartWorkflow(page: Page, app: TestApp, webhookUrl: string): Promise<string> {
  const canvas = new Canvas(page);
  await page.goto(`${app.url}/workflows`);
  await page.getByRole("button", { name: "New workflow" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Cart reminder");
  await dialog.getByRole("button", { name: "Create workflow" }).click();
  await page.waitForURL(/\/workflows\/\d+$/);

  const trigger = await canvas.drop("Abandons a cart", "cart-abandoned");
  const wait = await canvas.drop("Wait", "delay", { node: trigger });
  const email = await canvas.drop("Send email", "send-email", { node: wait });
  const branch = await canvas.drop("Branch", "branch", { node: email });
  const push = await canvas.drop("Send web push", "send-web-push", { node: branch, columns: -0.6 });
  const webhook = await canvas.drop("Call webhook", "call-webhook", { node: branch, columns: 0.6 });
  await canvas.connect(trigger, "next", wait);
  await canvas.connect(wait, "next", email);
  await canvas.connect(email, "next", branch);
  await canvas.connect(branch, "yes", push);
  await canvas.connect(branch, "otherwise", webhook);

  await fill(canvas, email, {
    Subject: "{{ profile.firstName | default: 'friend' }}, your {{ cart.items[0].name }} is waiting",
    Message: "{% for item in cart.items %}{{ item.quantity }} × {{ item.name }}{% endfor %}",
  });
  await fill(canvas, push, { Title: "Still thinking, {{ profile.firstName | default: 'friend' }}?" });
  await fill(canvas, webhook, { Address: webhookUrl });
  await canvas.publish();
  return page.url();
}

async function fill(canvas: Canvas, node: Locator, fields: Record<string, string>): Promise<void> {
  const inspector = await canvas.open(node);
  for (const [label, value] of Object.entries(fields))
    await inspector.getByLabel(label, { exact: true }).fill(value);
}

/** A vendor's push service cannot be reached from a test, so the subscription is one of our own service. */
async function subscribeOwner(page: Page, app: TestApp, subscription: unknown): Promise<void> {
  const response = await page.context().request.post(`${app.url}/api/trpc/webPush.subscribe`, {
    data: { subscription },
    headers: { origin: app.url },
  });
  expect(response.ok(), await response.text()).toBe(true);
}

/**
 * Hands a decrypted push to the real service worker, as the browser would, until the notification is on screen. Chromium
 * now and then loses a push that DevTools delivers while the worker starts; the message's tag keeps a second one from
 * being shown beside the first.
 */
async function showPush(page: Page, app: TestApp, payload: string, title: string): Promise<void> {
  await page.context().grantPermissions(["notifications"], { origin: app.url });
  await page.goto(app.url);
  const devtools = await page.context().newCDPSession(page);
  const registrationId = await registerWorker(page, devtools);
  await expect(async () => {
    await devtools.send("ServiceWorker.deliverPushMessage", {
      origin: app.url,
      registrationId,
      data: payload,
    });
    const shown = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map((notification) => notification.title);
    });
    expect(shown).toEqual([title]);
  }).toPass({ timeout: 30_000 });
}

async function registerWorker(page: Page, devtools: CDPSession): Promise<string> {
  const registered = new Promise<string>((resolve) => {
    devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      const active = versions.find(({ status }) => status === "activated");
      if (active) resolve(active.registrationId);
    });
  });
  await devtools.send("ServiceWorker.enable");
  await page.evaluate(() => navigator.serviceWorker.register("/push-worker.js"));
  return await registered;
}

async function openProfile(page: Page, app: TestApp, search: string): Promise<void> {
  await page.goto(`${app.url}/profiles?search=${encodeURIComponent(search)}`);
  await page.getByRole("searchbox").fill(search);
  await page
    .getByRole("link", { name: new RegExp(search.split("@")[0]!, "i") })
    .first()
    .click();
  await page.waitForURL(/\/profiles\/\d+/);
}
