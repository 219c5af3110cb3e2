import type { Locator } from "@playwright/test";
import { apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";
import { draftWorkflow, sendEmail } from "./workflows.ts";

test("two windows that change different things both keep them", async ({ app, ownerPage: mine }) => {
  const theirs = await openTwice(mine, app);

  await setSubject(theirs, "Theirs");
  await palette(mine, "Exit").click();
  await closeSettings(mine);
  await expect(mine.getByText(/^You changed (1 step|this workflow) in another window$/)).toBeVisible();
  await new Canvas(mine).saved();
  await expect(node(mine, "send-email")).toContainText("Theirs");
  await expect(node(mine, "exit")).toBeVisible();

  await test.step("undo takes back mine and leaves theirs", async () => {
    await mine.keyboard.press("Control+z");
    await expect(node(mine, "exit")).toHaveCount(0);
    await expect(node(mine, "send-email")).toContainText("Theirs");
    await mine.keyboard.press("Control+Shift+z");
    await new Canvas(mine).saved();
    await theirs.reload();
    await expect(node(theirs, "exit")).toBeVisible();
    await expect(node(theirs, "send-email")).toContainText("Theirs");
  });
});

test("two windows that change the same thing are asked about it, and nothing is lost", async ({
  app,
  ownerPage: mine,
}) => {
  const theirs = await openTwice(mine, app, { deaf: true });
  const dialog = mine.getByRole("dialog", { name: "You changed the same thing in another window" });

  await test.step("what clashes is listed, with what either made of it", async () => {
    await setSubject(theirs, "Theirs");
    await fillSubject(mine, "Mine");
    await expect(dialog.getByText(/: Subject$/)).toBeVisible();
    await expect(dialog.getByText("Mine", { exact: true })).toBeVisible();
    await expect(dialog.getByText("Theirs", { exact: true })).toBeVisible();
  });

  await test.step("taking theirs shows it, and undo brings mine back", async () => {
    await dialog.getByRole("button", { name: "Take theirs there" }).click();
    await expect(node(mine, "send-email")).toContainText("Theirs");
    await closeSettings(mine);
    await mine.keyboard.press("Control+z");
    await expect(node(mine, "send-email")).toContainText("Mine");
    await new Canvas(mine).saved();
  });

  await test.step("keeping mine in that place, after thinking about it", async () => {
    await fillSubject(theirs, "Third");
    const asked = theirs.getByRole("dialog", { name: "You changed the same thing in another window" });
    await asked.getByRole("button", { name: "Close" }).click();
    await theirs.getByRole("button", { name: "Decide" }).click();
    await asked.getByRole("button", { name: "Keep mine there" }).click();
    await new Canvas(theirs).saved();
    await expect(node(theirs, "send-email")).toContainText("Third");
  });

  await test.step("keeping both apart makes a workflow of mine", async () => {
    await fillSubject(mine, "Fourth");
    await dialog.getByRole("button", { name: "Keep both apart" }).click();
    await expect(mine.getByText("Your drawing is a workflow of its own now")).toBeVisible();
    await expect(node(mine, "send-email")).toContainText("Third");
    await new Canvas(mine).saved();
    const { workflows } = await apiOf(mine.context(), app).workflows.list.query();
    const copy = workflows.find(({ name }) => name === "Drawing (my copy)");
    await mine.goto(`${app.url}/workflows/${copy?.id}`);
    await expect(node(mine, "send-email")).toContainText("Fourth");
  });
});

test("a window that only looks on follows, and says who else is there", async ({ app, ownerPage: mine }) => {
  const theirs = await openTwice(mine, app);
  const present = (page: Page) => page.getByRole("list", { name: "Who else has this open" });
  // The first window hears of the second within a heartbeat.
  await expect(present(mine)).toContainText("You have it open in another window too", { timeout: 20_000 });
  await expect(present(theirs)).toBeVisible();
  await setSubject(theirs, "Theirs");
  await expect(node(mine, "send-email")).toContainText("Theirs", { timeout: 20_000 });
  await expect(mine.getByText("You see the newest drawing.")).toBeVisible();
  await theirs.close();
  await expect(present(mine)).toHaveCount(0, { timeout: 60_000 });
});

/** One workflow in two windows. A deaf pair hears nothing of each other before it saves. */
async function openTwice(mine: Page, app: TestApp, { deaf = false } = {}): Promise<Page> {
  const api = apiOf(mine.context(), app);
  const id = await draftWorkflow(api, "Drawing", "Signed Up", [sendEmail("Hello")]);
  const theirs = await mine.context().newPage();
  for (const page of [mine, theirs]) {
    if (deaf) await page.route(/editing\.here/, (route) => route.abort());
    await page.goto(`${app.url}/workflows/${id}`);
    await expect(node(page, "send-email")).toContainText("Hello");
  }
  return theirs;
}

async function setSubject(page: Page, subject: string): Promise<void> {
  await fillSubject(page, subject);
  await closeSettings(page);
  await new Canvas(page).saved();
}

async function fillSubject(page: Page, subject: string): Promise<void> {
  const settings = page.getByRole("region", { name: "Step settings" });
  if (!(await settings.isVisible())) await new Canvas(page).open(node(page, "send-email"));
  await settings.getByLabel("Subject", { exact: true }).fill(subject);
}

function palette(page: Page, label: string): Locator {
  return page.getByRole("region", { name: "Palette" }).getByRole("button", { name: label, exact: true });
}

function node(page: Page, type: string): Locator {
  return page.locator(`[data-node-type="${type}"]`);
}

async function closeSettings(page: Page): Promise<void> {
  const close = page.getByRole("region", { name: "Step settings" }).getByRole("button", { name: "Close" });
  await close.click();
  await expect(close).toHaveCount(0);
}
