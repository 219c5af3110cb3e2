import type { Locator } from "@playwright/test";
import { apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";

test("the canvas is drawn, undone and redone, by pointer and by keyboard", async ({
  app,
  ownerPage: page,
}) => {
  const canvas = new Canvas(page);
  await openNewWorkflow(page, app);

  await test.step("the keyboard alone draws a workflow", async () => {
    await press(page, palette(page, "Signs up"));
    await closeSettings(page);
    await press(page, palette(page, "Send email"));
    await expect(nodes(page)).toHaveCount(2);
    await expect(edges(page)).toHaveCount(1);
    const subject = page
      .getByRole("region", { name: "Step settings" })
      .getByLabel("Subject", { exact: true });
    await subject.focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Good to have you");
    await expect(node(page, "send-email")).toContainText("Email “Good to have you”");
  });

  await test.step("a ways-out choice connects without a pointer", async () => {
    const settings = page.getByRole("region", { name: "Step settings" });
    await press(page, palette(page, "Exit"));
    await expect(edges(page)).toHaveCount(2);
    await node(page, "send-email").locator("xpath=..").focus();
    await page.keyboard.press("Enter");
    await press(page, settings.getByRole("combobox", { name: "If it fails" }));
    await page.getByRole("option", { name: /^Exit/ }).press("Enter");
    await expect(edges(page)).toHaveCount(3);
    await closeSettings(page);
  });

  await test.step("a step is put into a connection", async () => {
    await page.getByRole("button", { name: "Insert a step from Signs up" }).click();
    await page.getByRole("option", { name: "Wait", exact: true }).click();
    await expect(nodes(page)).toHaveCount(4);
    await expect(edges(page)).toHaveCount(4);
    await expect(
      page.getByRole("button", { name: "Insert a step from Wait, “Then”, to Send email" }),
    ).toBeVisible();
    await closeSettings(page);
  });

  await test.step("undo and redo go through all of it", async () => {
    const undo = page.getByRole("button", { name: "Undo", exact: true });
    await undo.click();
    await expect(nodes(page)).toHaveCount(3);
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await expect(nodes(page)).toHaveCount(4);
    await page.keyboard.press("Control+z");
    await expect(nodes(page)).toHaveCount(3);
    await page.keyboard.press("Control+Shift+z");
    await expect(nodes(page)).toHaveCount(4);
    // The choice between the views keeps the focus, and is no text field with an undo of its own.
    await page.locator("label").filter({ hasText: "List" }).click();
    await page.locator("label").filter({ hasText: "Canvas" }).click();
    await page.keyboard.press("Control+z");
    await expect(nodes(page)).toHaveCount(3);
    await page.keyboard.press("Control+y");
    await expect(nodes(page)).toHaveCount(4);
    while (await undo.isEnabled()) await undo.click();
    await expect(nodes(page)).toHaveCount(0);
    const redo = page.getByRole("button", { name: "Redo", exact: true });
    while (await redo.isEnabled()) await redo.click();
    await expect(nodes(page)).toHaveCount(4);
    await expect(edges(page)).toHaveCount(4);
    await expect(node(page, "send-email")).toContainText("Email “Good to have you”");
  });

  await test.step("a step and its connections are deleted by key, and come back", async () => {
    const settings = await canvas.open(node(page, "delay"));
    await settings.getByRole("button", { name: "Close" }).press("Backspace");
    await settings.getByRole("button", { name: "Close" }).press("Delete");
    await expect(nodes(page)).toHaveCount(4);
    await node(page, "delay").locator("xpath=..").press("Delete");
    await expect(nodes(page)).toHaveCount(3);
    // What followed it takes its place.
    await expect(edges(page)).toHaveCount(3);
    await page.keyboard.press("Control+z");
    await expect(nodes(page)).toHaveCount(4);
    await page.getByRole("button", { name: "Show everything" }).click();
    await canvas.open(node(page, "exit"));
    await page.getByRole("button", { name: "Delete step" }).click();
    await expect(node(page, "exit")).toHaveCount(0);
  });

  await test.step("what an undo takes away is no longer selected", async () => {
    const selected = page.getByRole("toolbar", { name: "What is selected" });
    await page.keyboard.press("Control+a");
    await expect(selected).toContainText("3 selected");
    await page.keyboard.press("Control+d");
    await expect(nodes(page)).toHaveCount(6);
    await expect(selected).toContainText("3 selected");
    await page.keyboard.press("Control+z");
    await expect(nodes(page)).toHaveCount(3);
    await expect(selected).toHaveCount(0);
  });

  await test.step("undo leads back after another page was looked at", async () => {
    await page.getByRole("link", { name: "Versions" }).click();
    await expect(page).toHaveURL(/\/versions$/);
    await page.getByRole("link", { name: "Workflow", exact: true }).click();
    await expect(nodes(page)).toHaveCount(3);
    await page.keyboard.press("Control+z");
    await expect(node(page, "exit")).toBeVisible();
    await page.keyboard.press("Control+Shift+z");
    await expect(node(page, "exit")).toHaveCount(0);
  });

  await test.step("everything is saved by itself and survives a reload", async () => {
    await canvas.saved();
    await page.reload();
    await expect(nodes(page)).toHaveCount(3);
    await expect(edges(page)).toHaveCount(2);
    await expect(node(page, "send-email")).toContainText("Email “Good to have you”");
  });
});

test("a session that ends while somebody draws costs nothing", async ({ app, ownerPage: page }) => {
  await openNewWorkflow(page, app);
  // What looks for others would notice before anything is drawn.
  await page.route(/editing\.here/, (route) => route.abort());
  await palette(page, "Signs up").click();
  await closeSettings(page);
  await new Canvas(page).saved();

  await page.context().clearCookies();
  await palette(page, "Send email").click();
  await expect(page.getByText("Not saved: Please sign in")).toBeVisible();
  const opened = page.context().waitForEvent("page");
  await page.getByRole("link", { name: "Sign in in a new tab" }).click();
  const door = await opened;
  await door.getByLabel("Email").fill(OWNER.email);
  await door.getByLabel("Password", { exact: true }).fill(OWNER.password);
  await door.getByRole("button", { name: "Sign in" }).click();
  await expect(door).not.toHaveURL(/sign-in/);

  await new Canvas(page).saved();
  await page.reload();
  await expect(node(page, "send-email")).toBeVisible();
});

test("what cannot run yet is marked, and is not published", async ({ app, ownerPage: page }) => {
  const canvas = new Canvas(page);
  await openNewWorkflow(page, app);
  await palette(page, "Signs up").click();
  await closeSettings(page);
  await palette(page, "Send email").click();
  const settings = page.getByRole("region", { name: "Step settings" });
  await settings.getByLabel("Subject", { exact: true }).fill("");
  await settings.getByLabel("Message", { exact: true }).fill("");
  await expect(settings.getByText("Write a subject")).toBeVisible();
  await expect(node(page, "send-email")).toContainText("Write a subject (and 1 more)");

  await canvas.saved();
  await page.getByRole("button", { name: /^Publish/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("This has to be put right before it can run:")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Publish now" })).toHaveCount(0);
  await dialog.getByRole("button", { name: /Write the message/ }).click();
  await expect(settings.getByText("Write the message")).toBeVisible();

  const api = apiOf(page.context(), app);
  const id = Number(/\d+$/.exec(page.url())?.[0]);
  const { draftRevision } = await api.workflows.get.query({ id });
  const answer = await api.workflows.publish.mutate({ id, revision: draftRevision, includeOverdue: false });
  expect(answer.kind).toBe("invalid");

  await settings.getByLabel("Subject", { exact: true }).fill("Good to have you");
  await settings.getByLabel("Message", { exact: true }).fill("Hello.");
  await canvas.publish();
});

test("a phone is enough to add a step and set it up", async ({ app, ownerPage: page }) => {
  await page.setViewportSize({ width: 375, height: 760 });
  await openNewWorkflow(page, app);
  // Phones open on the list.
  await page.locator("label").filter({ hasText: "Canvas" }).click();
  await page.getByRole("button", { name: "Add step" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Signs up", exact: true }).click();
  await closeSettings(page);
  await page.getByRole("button", { name: "Add step" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send email", exact: true }).click();
  await page.getByRole("dialog").getByLabel("Subject", { exact: true }).fill("From a phone");
  await expect(node(page, "send-email")).toContainText("Email “From a phone”");
  await expect(node(page, "send-email")).toBeInViewport();
  await closeSettings(page);
  await expect(edges(page)).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await new Canvas(page).publish();
});

async function openNewWorkflow(page: Page, app: TestApp): Promise<void> {
  const { id } = await apiOf(page.context(), app).workflows.create.mutate({ name: "Drawing" });
  await page.goto(`${app.url}/workflows/${id}`);
  await expect(page.getByText("What should start this workflow?")).toBeVisible();
}

function palette(page: Page, label: string): Locator {
  return page.getByRole("region", { name: "Palette" }).getByRole("button", { name: label, exact: true });
}

function nodes(page: Page): Locator {
  return page.locator("[data-node-type]");
}

function node(page: Page, type: string): Locator {
  return page.locator(`[data-node-type="${type}"]`);
}

function edges(page: Page): Locator {
  return page.locator(".react-flow__edge");
}

/** As somebody without a pointer does it. */
async function press(page: Page, target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press("Enter");
}

async function closeSettings(page: Page): Promise<void> {
  // On a phone the palette may still be on its way out.
  await expect(page.getByRole("dialog", { name: "Add a step" })).toHaveCount(0);
  const close = page.getByRole("button", { name: "Close", exact: true });
  await close.click();
  await expect(close).toHaveCount(0);
}
