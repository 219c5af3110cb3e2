import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { apiOf } from "./api.ts";
import { expect, type Page, test } from "./fixtures.ts";

test("the owner takes everything away, and one person's data, and erases them", async ({
  app,
  ownerPage: page,
}) => {
  const { key } = await apiOf(page.context(), app).apiKeys.create.mutate({ name: "Shop" });
  const sent = await page.request.post(`${app.url}/v1/identify`, {
    headers: { authorization: `Bearer ${key}` },
    data: { userId: "ana", traits: { email: "ana@example.com", name: "Ana", plan: "gold" } },
  });
  expect(sent.ok()).toBe(true);

  await test.step("every file is offered, and what is empty cannot be had", async () => {
    await page.goto(`${app.url}/settings/data`);
    await expect(page.getByText("1 profile", { exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: "Download carts as CSV" })).toBeDisabled();
    const { name, text } = await download(page, "Download profiles as CSV");
    expect(name).toMatch(/^rekindle-profiles-\d{4}-\d\d-\d\d\.csv$/);
    expect(parse(text, { bom: true, columns: true })).toMatchObject([
      { "External ID": "ana", Email: "ana@example.com", Name: "Ana", plan: "gold" },
    ]);
  });

  await test.step("one person's data is in the menu of their page", async () => {
    await page.goto(`${app.url}/profiles`);
    await page.getByRole("link", { name: "Ana" }).click();
    await page.getByRole("button", { name: "More actions" }).click();
    const begun = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export this person’s data" }).click();
    const file = JSON.parse(await readFile(await (await begun).path(), "utf8"));
    expect(file).toMatchObject({ profile: { externalId: "ana", attributes: { plan: "gold" } } });
  });

  await test.step("the dialog of the erasure says what stays", async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Erase this person" }).click();
    await expect(page.getByText("a scrambled mark of the address stays")).toBeVisible();
    await page.getByRole("textbox").fill("ana@example.com");
    await page.getByRole("button", { name: "Erase for good" }).click();
    await expect(page.getByText("Ana was erased")).toBeVisible();
  });

  await test.step("nothing of them is left to download", async () => {
    await page.goto(`${app.url}/settings/data`);
    await expect(page.getByRole("button", { name: "Download profiles as CSV" })).toBeDisabled();
  });
});

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const begun = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const file = await begun;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}
