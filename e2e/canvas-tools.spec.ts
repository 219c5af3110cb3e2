import type { Locator } from "@playwright/test";
import { type Api, apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, type Page, test } from "./fixtures.ts";
import { draftWorkflow, sendEmail, wait } from "./workflows.ts";

/** A step is wider and higher than this, so two that are nearer lie on each other. */
const STEP_PX = { width: 264, height: 80 };

test("steps are copied between workflows, put in order and noted, on the canvas and in the list", async ({
  app,
  ownerPage: page,
}) => {
  const api = apiOf(page.context(), app);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: app.url });
  const source = await draftWorkflow(api, "Source", "Signed Up", [wait(2, "hours"), sendEmail("Hello")]);
  const { id: target } = await api.workflows.create.mutate({ name: "Target" });
  const arranging = page.getByRole("toolbar", { name: "Arranging tools" });
  const selected = page.getByRole("toolbar", { name: "What is selected" });

  await test.step("a press on each adds it to what is copied", async () => {
    await page.goto(`${app.url}/workflows/${source}`);
    await arranging.getByRole("button", { name: "Select several" }).click();
    for (const type of ["delay", "send-email"]) await node(page, type).click({ position: { x: 60, y: 24 } });
    await expect(selected).toContainText("2 selected");
    await expect(page.getByRole("region", { name: "Step settings" })).toHaveCount(0);
    await selected.getByRole("button", { name: "Copy", exact: true }).click();
    await expect(page.getByText("2 steps copied")).toBeVisible();
  });

  await test.step("another workflow takes it with its connection", async () => {
    await page.goto(`${app.url}/workflows/${target}`);
    await expect(page.getByText("What should start this workflow?")).toBeVisible();
    await arranging.getByRole("button", { name: "Paste" }).click();
    await expect(nodes(page)).toHaveCount(2);
    await expect(page.locator(".react-flow__edge")).toHaveCount(1);
    await expect(node(page, "send-email")).toContainText("Email “Hello”");
  });

  await test.step("a browser that does not hand out what was copied gets it in a field", async () => {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    const dialog = page.getByRole("dialog", { name: "Paste steps" });
    await arranging.getByRole("button", { name: "Paste" }).click();
    await dialog.getByLabel("Copied steps").fill(copied);
    await dialog.getByRole("button", { name: "Paste" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(nodes(page)).toHaveCount(4);
  });

  await test.step("tidying lays no step on another, and can be undone", async () => {
    await expect.poll(() => hiddenSteps(api, target)).toBeGreaterThan(0);
    await page.keyboard.press("Escape");
    await expect(selected).toHaveCount(0);
    await arranging.getByRole("button", { name: "Tidy up", exact: true }).click();
    await expect.poll(() => hiddenSteps(api, target)).toBe(0);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => hiddenSteps(api, target)).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Redo", exact: true }).click();
    await expect.poll(() => hiddenSteps(api, target)).toBe(0);
  });

  await test.step("a note is written on the canvas, and goes on in the list", async () => {
    await arranging.getByRole("button", { name: "Add a note" }).click();
    await page.getByRole("textbox", { name: "Text of the note" }).fill("Ask Ana");
    await page.getByRole("textbox", { name: "Text of the note" }).press("Escape");
    await expect(page.locator("[data-note]")).toHaveText("Ask Ana");
    await show(page, "List");
    const notes = page.getByRole("region", { name: "Notes", exact: true });
    await expect(notes.getByRole("textbox", { name: "Note 1" })).toHaveValue("Ask Ana");
    await notes.getByRole("textbox", { name: "Note 1" }).fill("Ask Ana about the words");
    await notes.getByRole("button", { name: "Add a note" }).click();
    await expect(notes.getByRole("textbox", { name: "Note 2" })).toBeFocused();
    await page.keyboard.type("Too much");
    await notes.getByRole("button", { name: "Delete note 2" }).click();
    await expect(notes.getByRole("textbox")).toHaveCount(1);
  });

  await test.step("the list of keys opens in both views", async () => {
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    for (const view of ["List", "Canvas"] as const) {
      await show(page, view);
      await page.keyboard.press("?");
      await expect(sheet.getByRole("heading", { name: "In the list" })).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(sheet).toHaveCount(0);
    }
    await expect(page.locator("[data-note]")).toHaveText("Ask Ana about the words");
  });

  await test.step("a command is found by its name", async () => {
    await page.keyboard.press("Control+k");
    const commands = page.getByRole("dialog", { name: "Commands" });
    await commands.getByRole("combobox").fill("Select everything");
    await page.keyboard.press("Enter");
    await expect(commands).toHaveCount(0);
    await expect(selected).toContainText("5 selected");
  });

  await test.step("in the list a step is copied behind another, and another trigger takes over", async () => {
    await page.goto(`${app.url}/workflows/${source}`);
    await show(page, "List");
    await chooseFor(page, 2, "Copy");
    await expect(page.getByText("1 step copied")).toBeVisible();
    await chooseFor(page, 3, "Paste behind");
    await expect(node(page, "delay")).toHaveCount(2);
    await chooseFor(page, 1, "Change what starts it");
    await page.getByRole("option", { name: "Signs up", exact: true }).click();
    await expect(node(page, "signup")).toBeVisible();
    await expect(node(page, "event")).toHaveCount(0);
    await expect
      .poll(() => connections(api, source))
      .toEqual(["signup > delay", "delay > send-email", "send-email > delay"]);
    const told = page.locator("[data-sonner-toast]").filter({ hasText: "starts with “Signs up” now" });
    await told.getByRole("button", { name: "Undo" }).click();
    await expect(node(page, "event")).toBeVisible();
    await new Canvas(page).saved();
  });
});

function nodes(page: Page): Locator {
  return page.locator("[data-node-type]");
}

function node(page: Page, type: string): Locator {
  return page.locator(`[data-node-type="${type}"]`);
}

async function show(page: Page, view: "List" | "Canvas"): Promise<void> {
  await page.locator("label").filter({ hasText: view }).click();
  await expect(page.getByRole("radio", { name: view })).toBeChecked();
}

/** Presses an item in the menu of a step of the list. */
async function chooseFor(page: Page, step: number, item: string): Promise<void> {
  await page.getByRole("button", { name: `What can be done with step ${step}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** How many steps lie on another, as they are stored. */
async function hiddenSteps(api: Api, id: number): Promise<number> {
  const { draft } = await api.workflows.get.query({ id });
  const places = draft.nodes.map(({ position }) => position);
  const near = (a: { x: number; y: number }, b: { x: number; y: number }) =>
    Math.abs(a.x - b.x) < STEP_PX.width && Math.abs(a.y - b.y) < STEP_PX.height;
  return places.filter((place, index) => places.slice(index + 1).some((other) => near(place, other))).length;
}

/** The stored connections, by the types of the steps at their ends, from the first step on. */
async function connections(api: Api, id: number): Promise<string[]> {
  const { draft } = await api.workflows.get.query({ id });
  const step = (nodeId: string) => draft.nodes.find((one) => one.id === nodeId);
  const ordered = draft.edges.toSorted(
    (a, b) => (step(a.from)?.position.y ?? 0) - (step(b.from)?.position.y ?? 0),
  );
  return ordered.map(({ from, to }) => `${step(from)?.type} > ${step(to)?.type}`);
}
