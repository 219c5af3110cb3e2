import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { apiOf } from "./api.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";

const LOADING_MS = 150_000;
const PHONE = { width: 375, height: 760 };
const COHORTS = "Came back, by cohort";

test("who stays is read from the cohorts, opened, saved as a segment and taken away as files", async ({
  app,
  ownerPage: page,
}) => {
  test.slow();
  await test.step("without orders, the page says what to send", async () => {
    await page.goto(`${app.url}/retention`);
    await expect(page.getByRole("heading", { name: "Nothing to count yet" })).toBeVisible();
    await expect(page.getByText("Order Completed for each order")).toBeVisible();
  });
  await loadSampleShop(page, app);

  const table = page.getByRole("region", { name: COHORTS });
  await test.step("cohorts of the sample shop come back", async () => {
    await page.goto(app.url);
    await page.getByRole("link", { name: "Retention", exact: true }).click();
    await page.waitForURL(/\/retention$/);
    await expect(page.getByText("These are the customers of the sample shop.")).toBeVisible();
    await expect(table.getByRole("columnheader", { name: "Month 1", exact: true })).toBeVisible();
    await expect(table.getByRole("row", { name: /^Overall/ })).toBeVisible();
    await page.getByText("How is this computed?").click();
    await expect(page.getByText("did “Order Completed” for the first time ever")).toBeVisible();
  });

  await test.step("settings stand in the address, and are there again when it is opened", async () => {
    await page.getByRole("combobox", { name: "By", exact: true }).click();
    await page.getByRole("option", { name: "Week" }).click();
    await page.waitForURL(/period=week/);
    await expect(table.getByRole("columnheader", { name: "Week 1", exact: true })).toBeVisible();
    await page.reload();
    await expect(table.getByRole("columnheader", { name: "Week 1", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Back to the usual" }).click();
    await expect(table.getByRole("columnheader", { name: "Month 1", exact: true })).toBeVisible();
  });

  await test.step("on a phone, the settings are behind a line that sums them up", async () => {
    const size = page.viewportSize();
    await page.setViewportSize(PHONE);
    const period = page.getByRole("combobox", { name: "By", exact: true });
    await expect(page.getByText("Last 12 months · Everybody")).toBeVisible();
    await expect(period).toBeHidden();
    await page.getByRole("button", { name: "Change", exact: true }).click();
    await expect(period).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    if (size) await page.setViewportSize(size);
  });

  await test.step("the people behind a cell are listed", async () => {
    const cell = table.getByRole("button", { name: /came back: Month 1$/ }).first();
    await cell.focus();
    await cell.press("Enter");
    const people = page.getByRole("dialog", { name: "The people behind this number" });
    await expect(people.getByRole("listitem").first()).toBeVisible();
    await expect(people.getByRole("link").first()).toHaveAttribute("href", /^\/profiles\/\d+$/);
  });

  await test.step("they become a segment", async () => {
    await page.getByRole("button", { name: "Save as segment" }).click();
    const dialog = page.getByRole("dialog", { name: "Save these people as a segment" });
    await dialog.getByLabel("Name").fill("Came back soon");
    await dialog.getByRole("button", { name: "Save segment" }).click();
    await expect(page.getByText("Came back soon is saved")).toBeVisible();
    const { segments } = await apiOf(page.context(), app).segments.list.query();
    expect(segments.map(({ name }) => name)).toEqual(["Came back soon"]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("the segment is compared with everybody", async () => {
    await page.getByRole("combobox", { name: "Compare with" }).click();
    await page.getByRole("option", { name: "Came back soon" }).click();
    await page.waitForURL(/vs=\d+/);
    await expect(page.getByRole("region", { name: `${COHORTS} · Came back soon` })).toBeVisible();
    await page.getByRole("button", { name: "Back to the usual" }).click();
    await expect(table).toBeVisible();
  });

  await test.step("the numbers are taken away exactly, and the chart as a picture", async () => {
    const csv = await download(page, "Download as CSV");
    expect(csv.name).toBe("rekindle-cohorts.csv");
    const rows: Record<string, string>[] = parse(csv.bytes.toString("utf8"), { bom: true, columns: true });
    const first = rows.find((row) => row.Window === "Month 0" && Number(row.People) > 0);
    expect(first).toMatchObject({ Cohort: expect.stringMatching(/^\d{4}-\d\d-01$/), Share: "1" });
    const picture = await download(page, "Save as picture: Came back, over all finished cohorts");
    expect(picture.name).toMatch(/\.png$/);
    expect(picture.bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
    const colours = await download(page, `Save as picture: ${COHORTS}`);
    expect(colours.bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  });

  await test.step("every other metric has numbers too", async () => {
    for (const [tab, shown] of [
      ["Lifecycle", "Lifecycle by period"],
      ["Active people", "Active people by day"],
      ["Churn", "Churn by period"],
      ["Repeat purchases", "Repeat purchases by period"],
      ["Time between orders", "Days between"],
      ["Funnel", "Of the first step"],
      ["Revenue", "Revenue by period"],
      ["Customer value", "Value by first order"],
      ["RFM", "How recently and how often"],
    ] as const) {
      const tabs = page.getByRole("navigation", { name: "Retention numbers" });
      await tabs.getByRole("link", { name: tab, exact: true }).click();
      await expect(page.getByRole("main").getByText(shown, { exact: true }).first()).toBeVisible();
      await expect(page.getByRole("main")).not.toContainText(/NaN|Infinity|undefined/);
    }
  });
});

async function loadSampleShop(page: Page, app: TestApp): Promise<void> {
  const api = apiOf(page.context(), app);
  await api.sampleShop.load.mutate();
  await expect
    .poll(async () => (await api.sampleShop.state.query()).state, { timeout: LOADING_MS })
    .toBe("loaded");
}

async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const begun = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  const file = await begun;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
