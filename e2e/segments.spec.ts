import { type Api, apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";

test.use({ mailServer: true, viewport: { width: 1600, height: 1000 } });

test("a segment is built, fills by itself, and whoever comes in starts a workflow", async ({
  app,
  ownerPage: page,
  sink,
}) => {
  test.slow();
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  for (const name of ["Ana", "Ben"])
    await app.identify(key, name, { email: `${name.toLowerCase()}@example.net`, name, city: "Lyon" });
  await app.identify(key, "Cleo", { email: "cleo@example.net", name: "Cleo", city: "Paris" });
  await app.track(key, "Ana", "Order Completed", { total: 80 });
  await tellPostalAddress(api);

  await test.step("its rule is written, counted and read back", async () => {
    await buildSegment(page, app);
  });

  await test.step("once saved, it holds who it is about", async () => {
    await page.getByRole("button", { name: "Create segment" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Buyers from Lyon" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Ana" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Ben" })).toBeHidden();
  });

  await test.step("a workflow for it starts when somebody comes in", async () => {
    await page.getByRole("tab", { name: /^Used by/ }).click();
    await page.getByRole("button", { name: "New workflow", exact: true }).click();
    await page.waitForURL(/\/workflows\/\d+$/);
    await expect(page.getByText("When somebody comes into “Buyers from Lyon”").first()).toBeVisible();
    const palette = page.getByRole("region", { name: "Palette" });
    const settings = page.getByRole("region", { name: "Step settings" });
    await palette.getByRole("button", { name: "Send email", exact: true }).click();
    await settings.getByLabel("Subject", { exact: true }).fill("Welcome among our buyers");
    await settings.getByLabel("Message", { exact: true }).fill("It is good to have you.");
    await settings.getByRole("button", { name: "Close" }).click();
    await new Canvas(page).publish();
  });

  await test.step("an order of the shop lets Ben in, and only him", async () => {
    await app.track(key, "Ben", "Order Completed", { total: 60 });
    await app.track(key, "Cleo", "Order Completed", { total: 60 });
    await app.pass(0);
    const { envelope, email } = await sink.next();
    expect(envelope.to).toEqual(["ben@example.net"]);
    expect(email.subject).toBe("Welcome among our buyers");
    await openSegment(page, app);
    await expect(page.getByRole("link", { name: "Ben" })).toBeVisible();
    await page.getByRole("tab", { name: "Came and left" }).click();
    const changes = page.getByRole("list", { name: "Who came and left" });
    await expect(changes.getByRole("listitem")).toHaveCount(1);
    await expect(changes.getByRole("listitem")).toContainText("Ben");
    expect(sink.all).toHaveLength(1);
  });

  await test.step("it stays while the workflow uses it", async () => {
    await page.getByRole("button", { name: "Actions for Buyers from Lyon" }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "Remove segment" }).click();
    await expect(dialog.getByText("It is still used, so it stays.")).toBeVisible();
    await expect(dialog.getByRole("link", { name: "For Buyers from Lyon" })).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });
});

test("a part of a rule that was removed can be put back, with the keyboard alone", async ({
  app,
  ownerPage: page,
}) => {
  await page.goto(`${app.url}/segments/new?example=leftCart`);
  const sentence = page.getByText(/^Everybody for whom this holds: /);
  await expect(sentence).toContainText("Order Completed");
  await page.getByRole("button", { name: "Remove condition" }).last().press("Enter");
  await expect(sentence).not.toContainText("Order Completed");
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeFocused();
  await undo.press("Enter");
  await expect(sentence).toContainText("Order Completed");
});

/** Orders of at least 50 by people from Lyon, as somebody makes it who has never seen the form. */
async function buildSegment(page: Page, app: TestApp): Promise<void> {
  await page.goto(`${app.url}/segments`);
  await page.getByRole("link", { name: /^Bought in the last 30 days/ }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue(
    "Bought in the last 30 days",
  );
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Buyers from Lyon");
  const preview = page.getByRole("status").filter({ hasText: /person|people|Counting/ });
  await expect(preview).toContainText("1 person");

  await page.getByRole("button", { name: "Add a property" }).click();
  await page.getByRole("combobox", { name: "Property", exact: true }).fill("total");
  await page.getByRole("combobox", { name: "Comparison" }).first().click();
  await page.getByRole("option", { name: "is at least", exact: true }).click();
  await page.getByRole("textbox", { name: "Compared with" }).first().fill("50");
  await page.getByRole("button", { name: "Add condition" }).click();
  await page.getByRole("combobox", { name: "Attribute", exact: true }).fill("city");
  await page.getByRole("textbox", { name: "Compared with" }).last().fill("Lyon");

  await expect(
    page.getByText(/^Everybody for whom this holds: .*total is at least 50.*city is Lyon/),
  ).toBeVisible();
  await expect(preview).toContainText("1 person");
  await expect(page.getByRole("link", { name: "Ana" })).toBeVisible();
}

async function openSegment(page: Page, app: TestApp): Promise<void> {
  await page.goto(`${app.url}/segments`);
  await page.getByRole("link", { name: "Buyers from Lyon" }).click();
}

/** Marketing needs one. */
async function tellPostalAddress(api: Api): Promise<void> {
  const { shopName, timezone, currency, language, consentRule } = await api.settings.get.query();
  const postalAddress = "1 Mill Lane, Leeds";
  await api.settings.saveShop.mutate({ shopName, timezone, currency, language, consentRule, postalAddress });
}
