import type { Browser, Locator } from "@playwright/test";
import { type Api, apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";
import { draftWorkflow, sendEmail } from "./workflows.ts";

test("two windows that change different things both keep them", async ({ app, ownerPage: mine }) => {
  // Deaf, so that saving unites the two and not the news of each other.
  const theirs = await openTwice(mine, app, { deaf: true });

  await setSubject(theirs, "Theirs");
  await palette(mine, "Exit").click();
  await closeSettings(mine);
  await expect(mine.getByText("You changed 1 step in another window", { exact: true })).toBeVisible();
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
    await expect(mine.getByText("Your draft is a workflow of its own now")).toBeVisible();
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
  await expect(mine.getByText("You see the newest draft.")).toBeVisible();
  await theirs.close();
  await expect(present(mine)).toHaveCount(0, { timeout: 60_000 });
});

test("whoever leaves a clash undecided is asked first, and finds theirs as a workflow of its own", async ({
  app,
  ownerPage: mine,
}) => {
  const theirs = await openTwice(mine, app, { deaf: true });
  await setSubject(theirs, "Theirs");
  await fillSubject(mine, "Mine");
  const dialog = mine.getByRole("dialog", { name: "You changed the same thing in another window" });
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);

  const asked = mine.getByRole("alertdialog", { name: "Leave without deciding?" });
  await test.step("by a command", async () => {
    await mine.keyboard.press("Control+k");
    await mine
      .getByRole("combobox", { name: "Search commands, steps, pages and workflows" })
      .fill("Profiles");
    await mine.getByRole("option", { name: "Profiles", exact: true }).click();
    await asked.getByRole("button", { name: "Stay" }).click();
    await expect(asked).toHaveCount(0);
    await expect(node(mine, "send-email")).toContainText("Mine");
  });

  await test.step("and by a link", async () => {
    await mine.getByRole("link", { name: "Versions" }).click();
    await asked.getByRole("button", { name: "Leave" }).click();
    await expect(mine).toHaveURL(/\/versions$/);
    await expect(mine.getByText("Your draft is a workflow of its own now")).toBeVisible();
    const api = apiOf(mine.context(), app);
    const { workflows } = await api.workflows.list.query();
    const subjects = await Promise.all(workflows.map(async ({ id, name }) => [name, await mailOf(api, id)]));
    expect(Object.fromEntries(subjects)).toMatchObject({
      Drawing: { subject: "Theirs" },
      "Drawing (my copy)": { subject: "Mine" },
    });
  });
});

test("two people who change one workflow both keep what goes together, and are asked by name about the rest", async ({
  app,
  browser,
  ownerPage: olga,
}) => {
  const api = apiOf(olga.context(), app);
  const id = await draftWorkflow(api, "Drawing", "Signed Up", [sendEmail("Hello")]);
  const edda = await joinAsEditor(browser, api, app);
  for (const page of [olga, edda]) {
    await page.goto(`${app.url}/workflows/${id}`);
    await expect(node(page, "send-email")).toContainText("Hello");
  }
  const present = (page: Page) => page.getByRole("list", { name: "Who else has this open" });

  await test.step("either sees that the other is there", async () => {
    await expect(present(edda)).toContainText("Olga Owner is editing too");
    // The first hears of the second within a heartbeat.
    await expect(present(olga)).toContainText("Edda Editor is editing too", { timeout: 20_000 });
  });

  // From here on neither hears of the other before saving.
  for (const page of [olga, edda]) await page.route(/editing\.here/, (route) => route.abort());

  await test.step("different fields of one step are united, and it is said whose came in", async () => {
    await fill(edda, "Message", "Written by Edda");
    await new Canvas(edda).saved();
    await fillSubject(olga, "By Olga");
    await expect(olga.getByText(/^Edda Editor changed (1 step|this workflow)$/)).toBeVisible();
    await new Canvas(olga).saved();
    expect(await mailOf(api, id)).toMatchObject({ subject: "By Olga", body: "Written by Edda" });
  });

  await test.step("the same field is asked about, and whoever saves second may keep theirs", async () => {
    await fillSubject(edda, "By Edda");
    const asked = edda.getByRole("dialog", { name: "Olga Owner changed the same thing" });
    await expect(asked.getByText(/: Subject$/)).toBeVisible();
    await expect(asked.getByText("By Olga", { exact: true })).toBeVisible();
    await expect(asked.getByText("By Edda", { exact: true })).toBeVisible();
    expect(await mailOf(api, id)).toMatchObject({ subject: "By Olga" });
    await asked.getByRole("button", { name: "Keep mine there" }).click();
    await new Canvas(edda).saved();
    expect(await mailOf(api, id)).toMatchObject({ subject: "By Edda", body: "Written by Edda" });
  });

  await test.step("or take the other's, and bring their own back by undo", async () => {
    await fillSubject(olga, "Olga again");
    const asked = olga.getByRole("dialog", { name: "Edda Editor changed the same thing" });
    await asked.getByRole("button", { name: "Take theirs there" }).click();
    await expect(node(olga, "send-email")).toContainText("By Edda");
    await closeSettings(olga);
    await olga.keyboard.press("Control+z");
    await expect(node(olga, "send-email")).toContainText("Olga again");
    await new Canvas(olga).saved();
    expect(await mailOf(api, id)).toMatchObject({ subject: "Olga again", body: "Written by Edda" });
  });
  await edda.context().close();
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
  await fill(page, "Subject", subject);
}

/** Writes into a field of the email, whose settings stay open. */
async function fill(page: Page, label: string, text: string): Promise<void> {
  const settings = page.getByRole("region", { name: "Step settings" });
  if (!(await settings.isVisible())) await new Canvas(page).open(node(page, "send-email"));
  await settings.getByLabel(label, { exact: true }).fill(text);
}

/** What the stored draft's email is set to. */
async function mailOf(api: Api, id: number): Promise<Record<string, unknown> | undefined> {
  const { draft } = await api.workflows.get.query({ id });
  return draft.nodes.find(({ type }) => type === "send-email")?.config;
}

/** Somebody whom the owner invited, signed in in a browser of their own. */
async function joinAsEditor(browser: Browser, api: Api, app: TestApp): Promise<Page> {
  const { url } = await api.people.invite.mutate({ role: "editor", origin: app.url });
  const context = await browser.newContext();
  const response = await context.request.post(`${app.url}/api/auth/accept-invitation`, {
    data: {
      token: url.split("/").at(-1),
      name: "Edda Editor",
      email: "edda@example.com",
      password: "another long enough password",
    },
    headers: { origin: app.url },
  });
  expect(response.ok()).toBe(true);
  return context.newPage();
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
