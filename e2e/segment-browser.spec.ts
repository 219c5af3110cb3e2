import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { apiOf } from "./api.ts";
import { expect, test } from "./fixtures.ts";

const library = readFileSync(
  new URL("../node_modules/@segment/analytics-next/dist/umd/index.js", import.meta.url),
);

test("a website with Segment's library needs only a write key and this server's address", async ({
  app,
  ownerPage: page,
  browser,
}) => {
  const api = apiOf(page.context(), app);

  const writeKey =
    await test.step("the owner makes a write key, and finds it again in the list", async () => {
      await page.goto(`${app.url}/settings/api-keys`);
      await page.getByRole("button", { name: "Create API key" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Name").fill("Website");
      await dialog.getByRole("radio", { name: /A web page/ }).check();
      await dialog.getByRole("button", { name: "Create key" }).click();
      const key = await page.getByRole("textbox", { name: "Write key", exact: true }).inputValue();
      expect(key).toMatch(/^wk_/);
      await page.getByRole("button", { name: "Done" }).click();
      await expect(page.getByRole("textbox", { name: "Write key of Website" })).toHaveValue(key);
      return key;
    });

  const shop = await serveShop(writeKey, app.url);
  try {
    const visitor = await browser.newPage();
    const refused: string[] = [];
    visitor.on("console", (message) => {
      if (message.type() === "error") refused.push(message.text());
    });
    await visitor.goto(shop.url);
    await visitor.getByRole("button", { name: "Sign up" }).click();
    await visitor.getByRole("button", { name: "Add to cart" }).click();

    await expect
      .poll(async () => (await api.profiles.list.query({})).profiles.map(({ name }) => name))
      .toEqual(["Ana Silva"]);
    const [ana] = (await api.profiles.list.query({})).profiles;
    await page.goto(`${app.url}/profiles/${ana?.id}`);
    await expect(page.getByText("Page Viewed").first()).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("Product Added").first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    expect(refused).toEqual([]);
    await visitor.close();
  } finally {
    await shop.close();
  }
});

/** A page of a shop, on another origin than the app. */
async function serveShop(writeKey: string, address: string) {
  const load = JSON.stringify({ writeKey, cdnURL: address });
  const html = `<!doctype html><title>Candles</title><link rel="icon" href="data:,">
    <script src="/library.js"></script>
    <script>
      const analytics = AnalyticsNext.AnalyticsBrowser.load(${load});
      analytics.page();
    </script>
    <button onclick='analytics.identify("ana", { name: "Ana Silva" })'>Sign up</button>
    <button onclick='analytics.track("Product Added", { price: 24 })'>Add to cart</button>`;
  const server = createServer((request, response) => {
    const isLibrary = request.url === "/library.js";
    response.setHeader("content-type", isLibrary ? "text/javascript" : "text/html; charset=utf-8");
    response.end(isLibrary ? library : html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
