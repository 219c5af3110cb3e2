import type { Locator } from "@playwright/test";
import { apiOf } from "./api.ts";
import { expect, type Page, test } from "./fixtures.ts";

const ORDER = { type: "paid", id: 7, buyer: { email: "ana@example.com" }, total: 24.5 };
const PING = { type: "ping", id: 8 };

test("a sample says what requests mean, and the inbox keeps each with what became of it", async ({
  app,
  ownerPage: page,
}) => {
  const meaning = page.getByRole("region", { name: "What it means" });
  const result = meaning.getByRole("region", { name: "Result" });
  const requests = page.getByRole("list", { name: "Requests" }).getByRole("listitem");
  const address = await createHook(page, app.url);

  await test.step("what comes while it is off is kept, and appears by itself", async () => {
    await expect(meaning.getByText("Waiting for the first request")).toBeVisible();
    expect((await post(address, ORDER)).status).toBe(202);
    await expect(requests).toHaveCount(1);
    await expect(requests.first()).toContainText("Kept for later: the hook was switched off");
  });

  await test.step("fields are chosen by clicking them, and the result shows at once", async () => {
    await chooseField(meaning, "Field with the person", "buyer.email");
    await expect(result).toContainText("“Webhook: Shop system”");
    await expect(result).toContainText("ana@example.com (a new profile)");
    await meaning.getByRole("radio", { name: /It depends on a field/ }).check();
    await chooseField(meaning, "Field that says what happened", "type");
    await meaning.getByRole("button", { name: "Add the value paid" }).click();
    await meaning.getByRole("textbox", { name: "Event for paid" }).fill("Order Completed");
    await meaning.getByRole("combobox", { name: "All other values" }).click();
    await page.getByRole("option", { name: "are left out" }).click();
    await meaning
      .getByRole("button", { name: "Field with the request’s own id: Choose a field" })
      .press("Enter");
    await chooseField(meaning, "Field with the request’s own id", "id");
    await expect(result).toContainText("“Order Completed”");
  });

  await test.step("what was chosen stays while more arrives, and is not left by accident", async () => {
    expect((await post(address, PING)).status).toBe(202);
    await expect(requests).toHaveCount(2);
    await expect(meaning.getByRole("textbox", { name: "Event for paid" })).toHaveValue("Order Completed");
    await page.getByRole("link", { name: "People" }).click();
    const question = page.getByRole("alertdialog");
    await expect(question).toContainText("Leave without saving?");
    await question.getByRole("button", { name: "Stay" }).click();
    await meaning.getByRole("combobox", { name: "Sample" }).click();
    const samples = page.getByRole("option", { name: /Received/ });
    await expect(samples).toHaveCount(2);
    await samples.first().click();
    await expect(result).toContainText("Left out: the hook makes no event of “ping”");
  });

  await test.step("switched on, it takes in what waited", async () => {
    await meaning.getByRole("button", { name: "Save and switch on" }).click();
    await meaning.getByRole("button", { name: "Take them in" }).click();
    await expect(meaning.getByText("1 taken in, 1 made no event")).toBeVisible();
    await expect(meaning.getByRole("button", { name: "Take them in" })).toHaveCount(0);
    await expect(requests).toHaveCount(4);
  });

  await test.step("a receipt shows what came of it, and counts again only when it is meant to", async () => {
    await page.getByRole("combobox", { name: "What became of it" }).click();
    await page.getByRole("option", { name: "Taken in (1)" }).click();
    await expect(requests).toHaveCount(1);
    await requests.first().getByRole("button").click();
    const receipt = page.getByRole("dialog", { name: "Request" });
    await expect(receipt.getByRole("link", { name: "ana@example.com" })).toBeVisible();
    await expect(receipt.getByText('"total": 24.5')).toBeVisible();
    await receipt.getByRole("button", { name: "Take in again" }).click();
    const question = page.getByRole("alertdialog");
    await expect(question).toContainText(/It was counted on .* A second event is made of it/);
    await question.getByRole("button", { name: "Take in again" }).click();
    await expect(receipt.getByText("Taken in as “Order Completed”")).toBeVisible();
    await expect(receipt.getByText(/It had been counted before/)).toBeVisible();
    await receipt.getByRole("button", { name: "Close" }).click();
    const { profiles } = await apiOf(page.context(), app).profiles.list.query({ search: "ana@example.com" });
    expect(profiles).toHaveLength(1);
  });
});

test("a hook asks for a proof, and its address can be changed without losing anything", async ({
  app,
  ownerPage: page,
}) => {
  const sender = page.getByRole("region", { name: "Who may send" });
  const old = await createHook(page, app.url);
  let secret = "";

  await test.step("a token is made and shown once", async () => {
    await expect(sender.getByText("Anybody who knows the address can send")).toBeVisible();
    await sender.getByRole("button", { name: "Choose a proof" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Proof" }).click();
    await page.getByRole("option", { name: /Bearer token/ }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("alert")).toHaveText("Enter the token");
    await dialog.getByRole("radio", { name: /Make a new token/ }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    secret = await dialog.getByRole("textbox", { name: "Token" }).inputValue();
    await dialog.getByRole("button", { name: "I have copied it" }).click();
    await expect(sender.getByText("Requests with the right token")).toBeVisible();
  });

  await test.step("requests without it are refused, and the inbox says why", async () => {
    expect((await post(old, ORDER)).status).toBe(401);
    expect((await post(old, ORDER, { authorization: `Bearer ${secret}` })).status).toBe(202);
    const requests = page.getByRole("list", { name: "Requests" });
    await expect(requests).toContainText("The header “authorization” is missing");
    await expect(requests).toContainText("Kept for later");
    await expect(requests).not.toContainText(secret);
  });

  await test.step("the old address goes on until it is closed", async () => {
    const shown = page.getByRole("textbox", { name: "Address of Shop system" });
    await page.getByRole("button", { name: "Change the address" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Change address" }).click();
    await expect(shown).not.toHaveValue(old);
    const authorized = { authorization: `Bearer ${secret}` };
    expect((await post(old, ORDER, authorized)).status).toBe(202);
    expect((await post(await shown.inputValue(), ORDER, authorized)).status).toBe(202);
    await page.getByRole("button", { name: "Close the old one now" }).click();
    await expect(page.getByText("The old address still works")).toHaveCount(0);
    expect((await post(old, ORDER, authorized)).status).toBe(404);
  });

  await test.step("a removed hook can be taken back", async () => {
    await page.getByRole("button", { name: "Actions for Shop system" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await expect(page.getByText("No hook yet")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByRole("list", { name: "Incoming hooks" })).toContainText("Off, not set up yet");
    await expect(page.getByRole("list", { name: "Incoming hooks" })).toContainText("1 refused lately");
  });
});

/** Makes a hook as the owner does; answers with its address as its page shows it. */
async function createHook(page: Page, url: string): Promise<string> {
  await page.goto(`${url}/settings/hooks`);
  await page.getByRole("button", { name: "Create hook" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill("Shop system");
  await dialog.getByRole("button", { name: "Create hook" }).click();
  return await page.getByRole("textbox", { name: "Address of Shop system" }).inputValue();
}

async function chooseField(step: Locator, label: string, path: string): Promise<void> {
  await step
    .getByRole("list", { name: `${label}: fields of the sample` })
    .getByRole("button", { name: new RegExp(`^${path}\\b`) })
    .click();
}

function post(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}
