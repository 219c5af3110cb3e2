import type { Locator } from "@playwright/test";
import { type Api, apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { DAY_MS, expect, HOUR_MS, type Page, type TestApp, test, zoneAtNoon } from "./fixtures.ts";
import { draftWorkflow, sendEmail, wait } from "./workflows.ts";

test.use({ mailServer: true, viewport: { width: 1600, height: 1000 } });

const ENDLESS = "Quiet hours that begin and end at the same time would never end";

test("a workflow's own settings hold for those inside, who may move to its next version", async ({
  app,
  ownerPage: page,
  sink,
}) => {
  const api = apiOf(page.context(), app);
  const timezone = zoneAtNoon();
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const workflowId = await draftWorkflow(api, "Care guide", "Signed Up", [
    wait(2, "hours"),
    sendEmail("How to care for your candles"),
  ]);
  const workflowUrl = `${app.url}/workflows/${workflowId}`;
  const enter = async (name: string) => {
    await app.identify(key, name, { email: `${name.toLowerCase()}@example.net`, name, timezone });
    await app.track(key, name, "Signed Up");
  };

  await page.goto(workflowUrl);
  await setUpByMouse(page);
  await setUpByKeyboard(page);
  await expect(page.getByRole("button", { name: /^Settings of the workflow: / })).toHaveText(
    "Leaves on “Order Cancelled” · Goal: “Order Completed” within 14 days · Quiet from 14:00 to 16:00",
  );
  await new Canvas(page).publish();

  await test.step("the goal ends a run and is counted, an exit event only ends one", async () => {
    await enter("Ana");
    await enter("Ben");
    await enter("Cem");
    await app.pass(HOUR_MS);
    await app.track(key, "Ana", "Order Completed", { total: 48 });
    await app.track(key, "Cem", "Order Cancelled");
    await app.pass(0);
    await page.goto(`${workflowUrl}/runs`);
    await expect(page.getByText("1 reached the goal (33 %)")).toBeVisible();
    await expect(runOf(page, "Ana")).toContainText(/Left early.*Reached the goal: “Order Completed”/);
    await expect(runOf(page, "Cem")).toContainText("Left the workflow because of “Order Cancelled”");
    await expect(runOf(page, "Ben")).toContainText(/Inside.*–/);
  });

  await test.step("an email that is due in the quiet hours waits for their end, and the timeline says so", async () => {
    await app.pass(HOUR_MS);
    await openProfile(page, app, api, "ben@example.net");
    await expect(page.getByText(/^Held until .*16:\d\d.*: quiet hours$/)).toBeVisible();
    expect(sink.all).toHaveLength(0);
    await app.pass(3 * HOUR_MS);
    const { envelope, email } = await sink.next();
    expect(envelope.to).toEqual(["ben@example.net"]);
    expect(email.subject).toBe("How to care for your candles");
  });

  await test.step("somebody whose step is taken away goes on where the owner says", async () => {
    await enter("Dana");
    await app.pass(0);
    await page.goto(workflowUrl);
    await replaceWait(page);
    await page.getByRole("button", { name: "Publish changes" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("One person is still inside an earlier version")).toBeVisible();
    await expect(dialog.getByRole("radio", { name: /^They finish on the version/ })).toBeChecked();
    await dialog.getByRole("radio", { name: /^They move to the new version/ }).check();
    await dialog.getByRole("button", { name: "Publish now" }).click();
    await expect(dialog.getByText("Choose where they go")).toBeVisible();
    await dialog.getByRole("combobox", { name: /^1 person at “.*2 hours/ }).click();
    await page.getByRole("option", { name: "Email “A new guide”" }).click();
    await dialog.getByRole("button", { name: "Publish now" }).click();
    await expect(page.getByText("The new version is live")).toBeVisible();

    const { envelope, email } = await sink.next();
    expect(envelope.to).toEqual(["dana@example.net"]);
    expect(email.subject).toBe("A new guide");
    await app.pass(2 * DAY_MS);
    expect(sink.all).toHaveLength(2);
    await openProfile(page, app, api, "dana@example.net");
    await expect(page.getByText("Moved to version 2 of the workflow")).toBeVisible();
    await expect(page.getByText("Reached the end of the workflow").first()).toBeVisible();
  });
});

/** A goal, and quiet hours of its own, at first such that never end. */
async function setUpByMouse(page: Page): Promise<void> {
  await test.step("the pointer sets a goal and quiet hours, and is told of a wrong value", async () => {
    await page.getByRole("button", { name: "Settings of the workflow", exact: true }).click();
    const settings = page.getByRole("region", { name: "Workflow settings" });
    const goal = settings.getByRole("region", { name: "Goal" });
    await goal.getByRole("button", { name: "Choose an event" }).click();
    await page.getByRole("menuitem", { name: "Order Completed" }).click();
    await expect(goal.getByLabel("What this workflow is for")).toHaveValue("Order Completed");

    const sending = settings.getByRole("region", { name: "When messages may go out" });
    await sending.getByRole("combobox", { name: "Quiet hours" }).click();
    await page.getByRole("option", { name: "Other hours" }).click();
    await sending.getByLabel("From", { exact: true }).fill("14:00");
    await sending.getByLabel("To", { exact: true }).fill("14:00");
    await expect(sending.getByRole("alert")).toHaveText(ENDLESS);
    await close(settings);

    await new Canvas(page).saved();
    await page.getByRole("button", { name: /^Publish/ }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("This has to be put right before it can run:")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Publish now" })).toHaveCount(0);
    await dialog.getByRole("button", { name: `Workflow settings ${ENDLESS}` }).click();
    await expect(sending.getByRole("alert")).toBeInViewport();
    await sending.getByLabel("To", { exact: true }).fill("16:00");
    await expect(sending.getByRole("alert")).toHaveCount(0);
    await close(settings);
  });
}

/** An event that lets people leave early. */
async function setUpByKeyboard(page: Page): Promise<void> {
  await test.step("the keyboard alone sets an exit event", async () => {
    const settings = page.getByRole("region", { name: "Workflow settings" });
    await press(page, page.getByRole("button", { name: "Settings of the workflow", exact: true }));
    await press(page, settings.getByRole("button", { name: "Add an event" }));
    await settings.getByRole("combobox", { name: "Event 1" }).focus();
    await page.keyboard.type("Order Cancelled");
    await press(page, settings.getByRole("button", { name: "Close" }));
    await expect(settings).toHaveCount(0);
  });
}

/** Takes the wait out of the drawing, and gives the email another subject. */
async function replaceWait(page: Page): Promise<void> {
  const canvas = new Canvas(page);
  const node = (type: string) => page.locator(`[data-node-type="${type}"]`);
  const wait = await canvas.open(node("delay"));
  await wait.getByRole("button", { name: "Delete step" }).click();
  await expect(node("delay")).toHaveCount(0);
  await expect(page.locator(".react-flow__edge")).toHaveCount(1);
  const email = await canvas.open(node("send-email"));
  await email.getByLabel("Subject", { exact: true }).fill("A new guide");
  await close(email);
  await canvas.saved();
}

function runOf(page: Page, name: string): Locator {
  return page.getByRole("region", { name: "Runs" }).getByRole("row").filter({ hasText: name });
}

async function openProfile(page: Page, app: TestApp, api: Api, search: string): Promise<void> {
  const { profiles } = await api.profiles.list.query({ search });
  await page.goto(`${app.url}/profiles/${profiles[0]?.id}`);
}

/** As somebody without a pointer does it. */
async function press(page: Page, target: Locator): Promise<void> {
  await target.focus();
  await page.keyboard.press("Enter");
}

async function close(panel: Locator): Promise<void> {
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toHaveCount(0);
}
