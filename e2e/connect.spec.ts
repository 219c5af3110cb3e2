import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, type Page, test } from "./fixtures.ts";

const run = promisify(execFile);
/** From where programs find Segment's library. */
const root = fileURLToPath(new URL("..", import.meta.url));
const SECRET = "the secret that Shopify shows";

test("a shop is connected by doing what the page says", async ({ app, ownerPage: page }) => {
  test.setTimeout(120_000);
  const light = page.getByRole("status").filter({ hasText: /Not connected|Waiting|Connected|Needs a look/ });
  const arrived = page.getByRole("list", { name: "What arrived" });

  await test.step("the overview leads to the sources", async () => {
    await page.goto(app.url);
    await page.getByRole("link", { name: "Connect your shop" }).click();
    const sources = page.getByRole("list", { name: "Sources" });
    await expect(sources.getByRole("listitem")).toHaveCount(6);
    await expect(sources.getByText("Not connected")).toHaveCount(6);
    await sources.getByRole("link", { name: "Shopify" }).click();
    await expect(page).toHaveURL(/\/connect\/shopify$/);
  });

  await test.step("Shopify: trouble while the secret is missing, then a green light", async () => {
    await expect(light).toHaveText("Not connected");
    await page.getByRole("button", { name: "Make the address" }).click();
    const address = await page.getByLabel("Address for Shopify", { exact: true }).inputValue();
    expect(address).toMatch(/\/hooks\/[\w-]{43}$/);
    await expect(light).toHaveText("Waiting for the first event");

    expect(await sendOrder(address)).toBe(401);
    await expect(light).toHaveText("Needs a look");
    await expect(page.getByText("its secret is not set yet")).toBeVisible();
    await expect(page.getByRole("link", { name: "See what arrived" })).toHaveAttribute(
      "href",
      /^\/settings\/hooks\/\d+$/,
    );

    await page.getByRole("button", { name: "Save the secret" }).click();
    await expect(page.getByText("Paste the secret", { exact: true })).toBeVisible();
    await page.getByLabel("Signing secret of Shopify").fill(SECRET);
    await page.getByRole("button", { name: "Save the secret" }).click();
    await expect(light).toHaveText("Waiting for the first event");
    expect(await sendOrder(address)).toBe(202);
    await expect(light).toHaveText("Connected");
    await expect(arrived).toContainText("Order Completed");
    await expect(arrived.getByRole("link", { name: "ana@example.net" })).toBeVisible();
  });

  await test.step("WooCommerce: the secret is shown once, and made anew", async () => {
    await page.goto(`${app.url}/connect/woocommerce`);
    await page.getByRole("button", { name: "Make the address" }).click();
    const secret = page.getByLabel("Secret", { exact: true });
    await expect(secret).not.toHaveValue("");
    const first = await secret.inputValue();
    await page.reload();
    await page.getByRole("button", { name: "Make a new secret" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Make a new secret" }).click();
    await expect(secret).toBeVisible();
    expect(await secret.inputValue()).not.toBe(first);
  });

  await test.step("a program with Segment’s library runs as it is copied", async () => {
    await page.goto(`${app.url}/connect/segment`);
    await page.getByRole("button", { name: "Make a key" }).click();
    await expect(page.getByLabel("API key", { exact: true })).toHaveValue(/^rk_/);
    const program = await codeOf(page, "Program for Node");
    await run(process.execPath, ["--input-type=module", "--eval", program], { cwd: root });
    await expect(light).toHaveText("Connected");
    await expect(arrived).toContainText("Product Added");
    await expect(arrived.getByRole("link", { name: "Ana Silva" })).toBeVisible();
  });

  await test.step("so does a plain request, and a test event is sent by a button", async () => {
    await page.goto(`${app.url}/connect/http`);
    await page.getByRole("button", { name: "Make a key" }).click();
    await expect(page.getByLabel("API key", { exact: true })).toHaveValue(/^rk_/);
    await run("sh", ["-c", await codeOf(page, "Command that sends an event")]);
    await expect(light).toHaveText("Connected");
    await page.getByRole("button", { name: "Send a test event" }).click();
    await expect(arrived).toContainText("Test Event");
    await arrived.getByRole("link", { name: "rekindle-test" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "rekindle-test" })).toBeVisible();
  });

  await test.step("the grid tells what is connected", async () => {
    await page.goto(`${app.url}/connect`);
    const sources = page.getByRole("list", { name: "Sources" });
    await expect(sources.getByText("Connected", { exact: true })).toHaveCount(3);
    await expect(sources.getByText("Waiting for the first event")).toHaveCount(1);
  });
});

/** Sends an order as Shopify does; answers with the status. */
async function sendOrder(address: string): Promise<number> {
  const body = JSON.stringify({ id: 450789469, email: "ana@example.net", total_price: "48.00" });
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": "orders/create",
      "x-shopify-hmac-sha256": createHmac("sha256", SECRET).update(body).digest("base64"),
    },
    body,
  });
  return response.status;
}

async function codeOf(page: Page, label: string): Promise<string> {
  return await page.getByRole("figure", { name: label }).locator("pre").innerText();
}
