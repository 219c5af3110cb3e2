import { apiOf } from "./api.ts";
import { DAY_MS, expect, test } from "./fixtures.ts";
import { draftWorkflow, sendEmail, wait } from "./workflows.ts";

test.use({ viewport: { width: 1600, height: 1000 } });

const SUBJECTS = ["Welcome, Nora New", "Thirty days with us"];

test("thirty days pass in the test mode for somebody invented, and nothing leaves the house", async ({
  app,
  ownerPage: page,
}) => {
  const api = apiOf(page.context(), app);
  const hasOrdered = { kind: "event", event: "Order Completed", atLeast: 1, withinDays: 30 };
  const branch = {
    type: "branch",
    config: { paths: [{ id: "next", label: "Has ordered", condition: hasOrdered }] },
  };
  const id = await draftWorkflow(api, "A month", { type: "signup", config: {} }, [
    sendEmail("Welcome, {{ profile.name | default: 'you' }}"),
    wait(30, "days"),
    branch,
    sendEmail("Thirty days with us"),
  ]);
  await page.goto(`${app.url}/workflows/${id}`);
  await page.getByRole("button", { name: "Try it" }).click();
  const panel = page.getByRole("region", { name: "Run on a fast clock" });

  await test.step("somebody is invented, and kept for the next test", async () => {
    await panel.getByRole("tab", { name: "Somebody invented" }).click();
    await panel.getByRole("button", { name: "Regular" }).click();
    await expect(panel.getByLabel("Name", { exact: true })).toHaveValue("Rita Regular");
    await panel.getByRole("button", { name: "New customer" }).click();
    await expect(panel.getByLabel("Name", { exact: true })).toHaveValue("Nora New");
    await panel.getByLabel("The clock begins").fill("2026-06-10T10:00");
  });

  const happened = panel.getByRole("list", { name: "What happens" });
  await test.step("without an order the branch says why it is not taken", async () => {
    await panel.getByRole("button", { name: "Start the test" }).click();
    await panel.getByRole("button", { name: "To the end" }).click();
    await expect(happened.getByText("Sends an email")).toHaveCount(1);
    const email = panel.frameLocator(`iframe[title="Email “${SUBJECTS[0]}”"]`);
    await expect(email.getByText("There is news.")).toBeVisible();
    await expect(happened.getByText("“Has ordered”: not taken")).toBeVisible();
    await expect(happened.getByText(/never in the last 30 days/)).toBeVisible();
    const report = panel.getByRole("region", { name: "The test is over" });
    await expect(report.getByText("30 days on the clock")).toBeVisible();
    await expect(report.getByText("1 message would go out:")).toBeVisible();
  });

  await test.step("an order that is made to happen while it waits leads along the other way", async () => {
    await panel.getByRole("button", { name: "From the beginning" }).click();
    await panel.getByRole("button", { name: "Pause" }).click();
    const next = panel.getByRole("button", { name: "One step", exact: true });
    while ((await happened.getByText(/^Waits until /).count()) === 0) await next.click();
    await panel.getByRole("button", { name: "“Order Completed” now" }).click();
    await expect(happened.getByText("“Order Completed” happens, because you let it")).toBeVisible();
    await panel.getByRole("button", { name: "To the end" }).click();
    await expect(happened.getByText("Sends an email")).toHaveCount(2);
    await expect(happened.getByText(/once in the last 30 days/)).toBeVisible();
    const report = panel.getByRole("region", { name: "The test is over" });
    for (const subject of SUBJECTS) await expect(report.getByText(subject)).toBeVisible();
  });

  await test.step("the keyboard plays and steps", async () => {
    await panel.getByText("The test is over").click();
    const step = panel.getByRole("button", { name: "One step", exact: true });
    await page.keyboard.press("ArrowLeft");
    await expect(step).toBeEnabled();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(step).toBeDisabled();
  });

  await test.step("no person, no message and no run came of it", async () => {
    await app.pass(40 * DAY_MS);
    expect((await api.messages.list.query({})).messages).toEqual([]);
    expect((await api.runs.list.query({ workflowId: id, filter: {} })).runs).toEqual([]);
    expect((await api.profiles.list.query({ search: "", limit: 10 })).profiles).toEqual([]);
  });

  await test.step("the next test begins with the same person", async () => {
    await page.reload();
    await page.getByRole("button", { name: "Try it" }).click();
    await expect(panel.getByLabel("Name", { exact: true })).toHaveValue("Nora New");
  });
});

test("the test mode is a sheet on a phone", async ({ app, ownerPage: page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  const api = apiOf(page.context(), app);
  const id = await draftWorkflow(api, "Hello", { type: "signup", config: {} }, [sendEmail("Hello")]);
  await page.goto(`${app.url}/workflows/${id}`);
  await page.getByRole("button", { name: "Try it" }).click();
  const panel = page.getByRole("region", { name: "Run on a fast clock" });
  await panel.getByRole("tab", { name: "Somebody invented" }).click();
  await panel.getByRole("button", { name: "Reachable nowhere" }).click();
  await panel.getByRole("button", { name: "Start the test" }).click();
  await panel.getByRole("button", { name: "To the end" }).click();
  await expect(panel.getByText("No message would go out.")).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(375);
});
