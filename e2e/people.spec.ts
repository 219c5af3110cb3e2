import type { Browser, BrowserContext } from "@playwright/test";
import { apiOf, refusal } from "./api.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";

const PASSWORD = "a few words make one";

test("people join by a link, and each may do what their role says", async ({
  app,
  ownerPage: page,
  browser,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: app.url });
  const editorLink = await invite(page, app, "Editor");
  const viewerLink = await invite(page, app, "Viewer");
  const editor = await join(browser, editorLink, "Edda Editor");
  const viewer = await join(browser, viewerLink, "Vito Viewer");

  await test.step("a link works once", async () => {
    const late = await browser.newPage();
    await late.goto(editorLink);
    await expect(late.getByText("This invitation was used already.")).toBeVisible();
    await late.close();
  });

  await test.step("a viewer sees everything and changes nothing", async () => {
    const api = apiOf(viewer.context(), app);
    expect(await api.workflows.list.query()).toEqual({ workflows: [] });
    const graph = { nodes: [], edges: [] };
    const refused = [
      () => api.workflows.create.mutate({ name: "Mine" }),
      () => api.workflows.importGraph.mutate({ name: "Mine", graph }),
      () => api.workflows.saveDraft.mutate({ id: 1, revision: 0, graph }),
      () => api.workflows.publish.mutate({ id: 1, revision: 0, includeOverdue: false }),
      () => api.workflows.remove.mutate({ id: 1 }),
      () => api.profiles.recordEvent.mutate({ id: 1, name: "Signed Up" }),
      () => api.profiles.erase.mutate({ id: 1 }),
      () => api.sampleShop.load.mutate(),
      () => api.settings.setSending.mutate({ off: true }),
      () => api.settings.saveSmtp.mutate(null),
      () => api.apiKeys.create.mutate({ name: "Mine" }),
      () => api.people.invite.mutate({ role: "owner", origin: app.url }),
      () => api.people.list.query(),
    ];
    for (const call of refused) await expect(call()).rejects.toMatchObject(refusal(403));
  });

  await test.step("a viewer is offered nothing in the settings that would be refused", async () => {
    for (const [path, shown] of [
      ["/settings", "Your shop"],
      ["/settings/sending", "Send messages"],
      ["/settings/api-keys", "Send your first event"],
      ["/settings/people", "Roles"],
    ] as const) {
      await viewer.goto(`${app.url}${path}`);
      await expect(viewer.getByRole("main").getByText(shown, { exact: true })).toBeVisible();
      await expect(viewer.getByText(/^Only owners can /)).toBeVisible();
      const controls = viewer.getByRole("main").locator("button:not([role=tab]), input, textarea");
      const offered = await controls.evaluateAll((all) =>
        all
          .filter((control) => !control.matches(":disabled, :read-only:not(button)"))
          .map((control) => control.getAttribute("aria-label") ?? control.textContent),
      );
      expect(offered.filter((text) => !text?.startsWith("Copy"))).toEqual([]);
    }
  });

  await test.step("a viewer is offered no way to make or change a workflow", async () => {
    await viewer.goto(`${app.url}/workflows`);
    await expect(viewer.getByText("No workflows yet")).toBeVisible();
    await expect(viewer.getByRole("button", { name: /New workflow|Import|Start from nothing/ })).toHaveCount(
      0,
    );
    await viewer.goto(`${app.url}/recipes`);
    await expect(viewer.getByRole("heading", { name: "Welcome on signup" })).toBeVisible();
    await expect(viewer.getByRole("button", { name: /Use this recipe/ })).toHaveCount(0);
  });

  await test.step("an editor makes a workflow but opens no API keys", async () => {
    await editor.goto(`${app.url}/workflows`);
    await editor.getByRole("button", { name: "New workflow" }).click();
    const dialog = editor.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Edda’s workflow");
    await dialog.getByRole("button", { name: "Create workflow" }).click();
    await expect(editor.getByRole("heading", { name: "Edda’s workflow" })).toBeVisible();

    await editor.goto(`${app.url}/settings/api-keys`);
    await expect(editor.getByText("Only owners can see and make API keys.")).toBeVisible();
    await expect(editor.getByRole("button", { name: /Create API key/ })).toHaveCount(0);
    const api = apiOf(editor.context(), app);
    await expect(api.apiKeys.list.query()).rejects.toMatchObject(refusal(403));
    await expect(api.apiKeys.create.mutate({ name: "Mine" })).rejects.toMatchObject(refusal(403));
  });

  await test.step("a viewer looks at a workflow without being able to change it", async () => {
    await viewer.goto(`${app.url}/workflows`);
    await viewer.getByRole("link", { name: "Edda’s workflow" }).click();
    await expect(viewer.getByRole("heading", { name: "Edda’s workflow" })).toBeVisible();
    await expect(viewer.getByRole("region", { name: "Palette" })).toHaveCount(0);
    await expect(viewer.getByRole("button", { name: /^Publish|Rename workflow/ })).toHaveCount(0);
  });

  await test.step("another role takes effect at once, in a session that is open", async () => {
    const api = apiOf(viewer.context(), app);
    await expect(api.workflows.create.mutate({ name: "Vito’s" })).rejects.toMatchObject(refusal(403));
    await chooseRole(page, app, "Vito Viewer", "Editor");
    await api.workflows.create.mutate({ name: "Vito’s" });
    await chooseRole(page, app, "Vito Viewer", "Viewer");
    await expect(api.workflows.create.mutate({ name: "Another" })).rejects.toMatchObject(refusal(403));
  });

  await test.step("the only owner stays owner", async () => {
    await page.goto(`${app.url}/settings/people`);
    await expect(page.getByText("The only owner, so this role stays")).toBeVisible();
  });

  await test.step("somebody who is removed is signed out", async () => {
    await page.getByRole("button", { name: "Remove Edda Editor" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("Edda Editor was removed")).toBeVisible();
    await expect(apiOf(editor.context(), app).workflows.list.query()).rejects.toMatchObject(refusal(401));
    await editor.goto(`${app.url}/workflows`);
    await expect(editor.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await editor.getByLabel("Email").fill("edda@example.com");
    await editor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await editor.getByRole("button", { name: "Sign in" }).click();
    await expect(editor.getByText("The email address or the password is wrong.")).toBeVisible();
  });
});

/** Makes an invitation and copies its link, as the owner does. */
async function invite(page: Page, app: TestApp, role: string): Promise<string> {
  await page.goto(`${app.url}/settings/people`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Role").click();
  await page.getByRole("option", { name: role }).click();
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await expect(dialog.getByLabel("Invitation link")).toBeVisible();
  await dialog.getByRole("button", { name: "Copy" }).click();
  await expect(dialog.getByRole("button", { name: "Copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(await dialog.getByLabel("Invitation link").inputValue());
  await dialog.getByRole("button", { name: "Done" }).click();
  return link;
}

/** Accepts an invitation in a browser of their own. */
async function join(browser: Browser, link: string, name: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Olga Owner invites you" })).toBeVisible();
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email").fill(`${name.split(" ")[0]?.toLowerCase()}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByText(`Welcome, ${name}.`)).toBeVisible();
  return page;
}

async function chooseRole(page: Page, app: TestApp, name: string, role: string): Promise<void> {
  await page.goto(`${app.url}/settings/people`);
  await page.getByRole("combobox", { name: `Role of ${name}` }).click();
  await page.getByRole("option", { name: role }).click();
  await expect(page.getByText(`${name} is now ${role.toLowerCase()}`)).toBeVisible();
}
