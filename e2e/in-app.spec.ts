import { createHmac } from "node:crypto";
import { startWebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { apiOf } from "./api.ts";
import { expect, type Page, test } from "./fixtures.ts";
import { publishWorkflow } from "./workflows.ts";

/** A browser without a window says so, and what it sees is set apart as a program's. */
const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

test("a customer sees a message in the shop's pages, and nobody else does", async ({
  app,
  ownerPage: page,
  browser,
}) => {
  const api = apiOf(page.context(), app);
  const { key: secret } = await api.apiKeys.create.mutate({ name: "Shop" });
  const { key } = await api.apiKeys.create.mutate({ name: "Site", kind: "write" });
  const inApp = await api.inApp.get.query();
  const config = {
    display: "modal",
    title: "Ten percent <b>off</b>",
    body: 'Only for you, {{ profile.name | default: "friend" }}.',
    buttonLabel: "Have a look",
    url: "/candles",
  };
  await publishWorkflow(api, "Tell in the page", "Came back", [{ type: "show-in-app", config }]);
  const kept = { display: "inbox", title: "Your size is back", body: "See it before it is gone." };
  await publishWorkflow(api, "Keep for the visitor", "Came back", [{ type: "show-in-app", config: kept }]);
  await app.identify(secret, "ana", { email: "ana@example.net", name: "Ana" });
  await app.track(secret, "ana", "Came back");
  await app.pass(0);

  const proof = createHmac("sha256", inApp.key ?? "")
    .update("ana")
    .digest("hex");
  const { stub } = await api.site.get.query();
  const files: Record<string, string> = {
    "/ana.js": `${stub}\nrekindle.identify("ana", {}, { proof: "${proof}" });`,
    "/stranger.js": `${stub}\nrekindle.identify("ana", {}, { proof: "${"0".repeat(64)}" });`,
  };
  const shop = await startWebhookReceiver(({ path }) => {
    const script = files[path];
    if (script !== undefined)
      return { status: 200, headers: { "content-type": "text/javascript" }, body: script };
    const who = path.includes("stranger") ? "stranger" : "ana";
    const head = `<script src="/${who}.js"></script><script async src="${app.url}/rekindle.js" data-key="${key}"></script>`;
    const policy = `default-src 'none'; script-src 'self' ${app.url}; connect-src ${app.url}`;
    const headers: Record<string, string> = {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy,
    };
    return {
      status: 200,
      headers,
      body: `<!doctype html><html lang="en"><head><title>Shop</title>${head}</head><body><h1>Shop</h1></body></html>`,
    };
  });

  await test.step("a stranger who only knows the number sees nothing", async () => {
    const stranger = await (await browser.newContext()).newPage();
    const answer = stranger.waitForResponse((response) => response.url().endsWith("/v1/in-app"));
    await stranger.goto(`${shop.url}/stranger`);
    expect(await (await answer).json()).toMatchObject({ messages: [] });
    await stranger.context().close();
  });

  const visitor = await (await browser.newContext({ userAgent: PERSON })).newPage();
  await test.step("the customer sees it as plain text, over the page", async () => {
    await visitor.goto(`${shop.url}/`);
    await expect.poll(() => spoken(visitor)).toContain("Ten percent <b>off</b>");
    expect(await spoken(visitor)).toContain("Only for you, Ana.");
    await visitor.keyboard.press("Escape");
    await expect.poll(() => spoken(visitor)).not.toContain("Ten percent");
  });

  await test.step("once is enough", async () => {
    await visitor.reload();
    // The bell proves that the messages were drawn; the window would come once the page is idle.
    await expect.poll(() => spoken(visitor)).toContain("Messages (1)");
    await visitor.evaluate(idle);
    expect(await spoken(visitor)).not.toContain("Ten percent");
  });

  await test.step("the owner sees what became of it", async () => {
    await page.goto(`${app.url}/messages`);
    await page.getByRole("link", { name: /Ten percent/ }).click();
    await expect(page.getByText(/Put away/).first()).toBeVisible();
  });
  await visitor.context().close();
  await shop.close();
});

/** Runs in the page: resolves once it has loaded and all that waited for it to be idle is done. */
async function idle(): Promise<void> {
  if (document.readyState !== "complete")
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => requestIdleCallback(resolve));
}

/** What a screen reader would find in the page, that which the site's own scripts cannot look into as well. */
async function spoken(visitor: Page): Promise<string> {
  const session = await visitor.context().newCDPSession(visitor);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ name }) => name?.value ?? "")
    .join("\n");
}
