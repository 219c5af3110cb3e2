import type { Browser } from "@playwright/test";
import { startWebhookReceiver, type WebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { type Api, apiOf } from "./api.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";
import { publishWorkflow } from "./workflows.ts";

test("what visitors do on the shop's own site shows up in the app", async ({
  app,
  ownerPage: page,
  browser,
}) => {
  const code = await makeCode(page, app);
  // Called before the snippet can have loaded, as by a shop's own code.
  const shop = await hostShop({
    head: `${code}<script>rekindle.track("Product Viewed", { name: "Tea" });</script>`,
  });
  const visitor = await openVisitor(browser);
  const arrived = page.getByRole("list", { name: "What arrived" });

  await test.step("the first page view lights the light", async () => {
    await expect(page.getByText("Waiting for your site")).toBeVisible();
    await visitor.goto(`${shop.url}/tea`);
    await expect(page.getByText("Your site is connected")).toBeVisible();
    await expect(arrived.getByRole("listitem")).toHaveCount(2);
    await expect(arrived).toContainText("Page Viewed /tea");
    await expect(arrived).toContainText("Product Viewed Tea");
    await expect(arrived.getByRole("link").first()).toHaveText(/^Visitor \d+$/);
  });

  await test.step("what happens without a connection arrives when it is back, once", async () => {
    await visitor.context().setOffline(true);
    await visitor.evaluate(() => {
      const { rekindle } = window as unknown as { rekindle: Record<string, (...given: unknown[]) => void> };
      rekindle.track?.("Product Added", { name: "Green tea" });
      rekindle.identify?.("customer-7c1e", { name: "Ana Silva", email: "ana@example.net" });
    });
    await expect.poll(() => waiting(visitor)).toBe(2);
    await visitor.context().setOffline(false);
    await expect.poll(() => waiting(visitor)).toBe(0);
    await expect(arrived.getByRole("listitem").filter({ hasText: "Product Added Green tea" })).toHaveCount(1);
    // The visitor of before is the customer now.
    await expect(arrived.getByRole("link", { name: "Ana Silva" })).toHaveCount(3);
  });

  await test.step("what happens right before the page goes is not lost", async () => {
    await visitor.evaluate(() => {
      const { rekindle } = window as unknown as { rekindle: Record<string, (...given: unknown[]) => void> };
      rekindle.track?.("Checkout Started");
      window.location.href = "/checkout";
    });
    await visitor.waitForURL(`${shop.url}/checkout`);
    await expect(arrived.getByRole("listitem").filter({ hasText: "Checkout Started" })).toHaveCount(1);
    await expect(arrived.getByRole("listitem").filter({ hasText: "Page Viewed /checkout" })).toHaveCount(1);
  });

  await visitor.context().close();
  await shop.close();
});

test("a visitor who agrees gets notifications on a site with a strict policy", async ({
  app,
  ownerPage: page,
  browser,
  pushService,
}) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop", kind: "write" });
  const { stub } = await api.site.get.query();
  await publishWorkflow(api, "Tell about tea", "Tea Wanted", [
    {
      type: "send-web-push",
      config: { title: "Tea is back", body: "Come and see", url: "https://shop.example/tea" },
    },
  ]);
  const shop = await hostShop({
    head: `<script src="/stub.js"></script><script async src="${app.url}/rekindle.js" data-key="${key}"></script>`,
    policy: `default-src 'none'; script-src 'self' ${app.url}; connect-src ${app.url}; worker-src 'self'; img-src 'self'`,
    files: {
      "/stub.js": `${stub}\nrekindle.push({ question: "News about tea?", yes: "Gladly", no: "Not now" });`,
      "/rekindle-sw.js": await (await fetch(`${app.url}/rekindle-sw.js`)).text(),
    },
  });
  const visitor = await openVisitor(browser);
  const refused = listenForRefusals(visitor);
  await subscribeAt(visitor, shop.url, pushService.subscribe());

  await test.step("who declines is not asked again", async () => {
    await visitor.goto(shop.url);
    const prompt = visitor.getByRole("dialog", { name: "News about tea?" });
    await prompt.getByRole("button", { name: "Not now" }).click();
    await expect(prompt).toBeHidden();
    await visitor.reload();
    await expect.poll(() => waiting(visitor)).toBe(0);
    await expect(prompt).toBeHidden();
  });

  await test.step("who agrees is subscribed, with consent", async () => {
    await visitor.evaluate(() => localStorage.removeItem("rekindle:push-declined"));
    await visitor.reload();
    const prompt = visitor.getByRole("dialog", { name: "News about tea?" });
    await prompt.getByRole("button", { name: "Gladly" }).press("Enter");
    await expect.poll(() => subscribedBrowsers(api)).toBe(1);
    await visitor.evaluate(() => {
      const { rekindle } = window as unknown as { rekindle: Record<string, (...given: unknown[]) => void> };
      rekindle.track?.("Tea Wanted");
    });
    const push = await pushService.next();
    expect(JSON.parse(push.payload)).toMatchObject({
      title: "Tea is back",
      url: "https://shop.example/tea?utm_source=rekindle&utm_medium=web-push&utm_campaign=Tell+about+tea",
    });
  });

  expect(refused).toEqual([]);
  await visitor.context().close();
  await shop.close();
});

/** Makes the key and the code as the owner does; answers with the code as the page shows it. */
async function makeCode(page: Page, app: TestApp): Promise<string> {
  return await test.step("the owner makes the code", async () => {
    await page.goto(`${app.url}/settings/site`);
    await page.getByRole("button", { name: "Make the code" }).click();
    await expect(page.getByText("Give the site a name")).toBeVisible();
    await page.getByLabel("Your site", { exact: true }).fill("shop.example");
    await page.getByRole("button", { name: "Make the code" }).click();
    const code = page.getByRole("figure", { name: "Code for your site" }).locator("pre");
    await expect(code).toContainText('data-key="wk_');
    await expect(code).toContainText('data-privacy="respect"');
    await page.getByRole("switch", { name: "Leave visitors alone who ask for it" }).click();
    await expect(code).not.toContainText("data-privacy");
    await page.getByRole("switch", { name: "Ask for notifications" }).click();
    await page.getByLabel("Your question").fill("News about tea?");
    await expect(code).toContainText('"question": "News about tea?"');
    await expect(page.getByRole("link", { name: "Download rekindle-sw.js" })).toBeVisible();
    await page.getByRole("switch", { name: "Ask for notifications" }).click();
    await expect(code).not.toContainText("rekindle.push(");
    return await code.innerText();
  });
}

/** A shop on an origin of its own, whose every page has this head. */
async function hostShop({
  head,
  policy,
  files = {},
}: {
  head: string;
  policy?: string;
  files?: Record<string, string>;
}): Promise<WebhookReceiver> {
  return await startWebhookReceiver(({ path }) => {
    const script = files[path.split("?", 1)[0]!];
    if (script !== undefined)
      return { status: 200, headers: { "content-type": "text/javascript" }, body: script };
    const headers = {
      "content-type": "text/html; charset=utf-8",
      ...(policy && { "content-security-policy": policy }),
    };
    const body = `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body><h1>Shop</h1></body></html>`;
    return { status: 200, headers, body };
  });
}

/** A customer in a browser of their own. */
async function openVisitor(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  return await context.newPage();
}

/** How many events the visitor's browser still keeps. */
function waiting(visitor: Page): Promise<number> {
  return visitor.evaluate(
    () => Object.keys(localStorage).filter((name) => name.startsWith("rekindle:event:")).length,
  );
}

/** What the browser did not let the snippet do. */
function listenForRefusals(visitor: Page): string[] {
  const refused: string[] = [];
  visitor.on("pageerror", (error) => refused.push(error.message));
  visitor.on("console", (message) => {
    if (/content security policy/i.test(message.text())) refused.push(message.text());
  });
  return refused;
}

/**
 * A vendor's push service cannot be reached from a test, so the subscription is one of our own service; and the
 * browser's own question, which has no window here, is answered with yes.
 */
async function subscribeAt(visitor: Page, origin: string, subscription: object): Promise<void> {
  await visitor.context().grantPermissions(["notifications"], { origin });
  await visitor.addInitScript((keys) => {
    let permission: NotificationPermission = "default";
    Object.defineProperty(Notification, "permission", { get: () => permission });
    Notification.requestPermission = async () => {
      permission = "granted";
      return permission;
    };
    PushManager.prototype.subscribe = async () =>
      ({ ...keys, toJSON: () => keys }) as unknown as PushSubscription;
  }, subscription);
}

/** Browsers of the only person there is. */
async function subscribedBrowsers(api: Api): Promise<number> {
  const { profiles } = await api.profiles.list.query({});
  const profile = await api.profiles.get.query({ id: profiles[0]!.id });
  return profile.pushSubscriptions;
}
