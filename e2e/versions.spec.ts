import { apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, test } from "./fixtures.ts";
import { publishWorkflow, sendEmail, wait } from "./workflows.ts";

test("a change is looked at before it goes live, and taken back afterwards", async ({
  app,
  ownerPage: page,
}) => {
  const api = apiOf(page.context(), app);
  const id = await publishWorkflow(api, "Welcome", "Signed Up", [wait(1, "days"), sendEmail("Hello")]);
  const canvas = new Canvas(page);

  await test.step("publishing shows what changes, in words and drawn, and whom it reaches", async () => {
    await page.goto(`${app.url}/workflows/${id}`);
    const settings = await canvas.open(page.locator('[data-node-type="send-email"]'));
    await settings.getByLabel("Subject", { exact: true }).fill("Good day");
    await settings.getByRole("button", { name: "Close" }).click();
    await canvas.saved();
    await page.getByRole("button", { name: /^Publish/ }).click();
    const dialog = page.getByRole("dialog", { name: "Publish these changes" });
    await expect(dialog.getByText("Subject: Hello → Good day")).toBeVisible();
    await expect(dialog.getByRole("img", { name: "The workflow, drawn" })).toBeVisible();
    await expect(dialog.getByText("In the last 30 days nobody would have entered")).toBeVisible();
    await dialog.getByRole("button", { name: "Publish now" }).click();
    await expect(page.getByText("The new version is live")).toBeVisible();
  });

  const versions = page.getByRole("list", { name: "Versions of this workflow" });
  const version = (number: number) =>
    versions.locator("li").filter({ hasText: new RegExp(`^Version ${number}(?!\\d)`) });

  await test.step("the history says who changed what", async () => {
    await page.getByRole("link", { name: "Versions" }).click();
    await expect(version(2)).toContainText("Live");
    await expect(version(2)).toContainText("1 step changed");
    await expect(version(2)).toContainText("Olga Owner");
    await expect(version(1)).toContainText("The first version");
  });

  await test.step("an old version is looked at and compared", async () => {
    await page.getByRole("button", { name: "Actions for version 1" }).click();
    await page.getByRole("menuitem", { name: "Look at it" }).click();
    const look = page.getByRole("dialog", { name: "Version 1" });
    await expect(look.getByRole("img", { name: "The workflow, drawn" })).toContainText("Hello");
    await look.getByRole("button", { name: "Close" }).first().click();
    await page.getByRole("button", { name: "Actions for version 2" }).click();
    await page.getByRole("menuitem", { name: "Compare with another" }).click();
    const compare = page.getByRole("dialog", { name: "Compare two versions" });
    await expect(compare.getByText("Subject: Hello → Good day")).toBeVisible();
    await compare.getByRole("button", { name: "Close" }).first().click();
  });

  await test.step("it is put into the draft and taken out again", async () => {
    await page.getByRole("button", { name: "Actions for version 1" }).click();
    await page.getByRole("menuitem", { name: "Bring version 1 back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Put into the draft" }).click();
    await expect(page.getByText("Version 1 is in the draft")).toBeVisible();
    expect(JSON.stringify((await api.workflows.get.query({ id })).draft)).toContain('"Hello"');
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(page.getByText("The draft is as it was")).toBeVisible();
    expect(JSON.stringify((await api.workflows.get.query({ id })).draft)).toContain('"Good day"');
  });

  await test.step("it goes live again as a new version", async () => {
    const { draft, draftRevision: revision } = await api.workflows.get.query({ id });
    const graph = JSON.parse(JSON.stringify(draft).replace('"Good day"', '"Not published"'));
    await api.workflows.saveDraft.mutate({ id, revision, graph });
    await page.goto(`${app.url}/workflows/${id}/versions`);
    await page.getByRole("button", { name: "Actions for version 1" }).click();
    await page.getByRole("menuitem", { name: "Bring version 1 back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish it again" }).click();
    const dialog = page.getByRole("dialog", { name: "Publish these changes" });
    await expect(dialog.getByText("Subject: Good day → Hello")).toBeVisible();
    await dialog.getByRole("button", { name: "Publish now" }).click();
    await expect(version(3)).toContainText("Brings back version 1");
    await expect(version(3)).toContainText("Live");
    expect((await api.workflows.get.query({ id })).live?.number).toBe(3);
  });

  await test.step("what it replaced in the draft comes back all the same, and stays unpublished", async () => {
    const told = page.getByRole("listitem").filter({ hasText: "Version 1 took the place of the draft" });
    await told.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("The draft is as it was")).toBeVisible();
    const { draft, live } = await api.workflows.get.query({ id });
    expect(JSON.stringify(draft)).toContain('"Not published"');
    expect(JSON.stringify(live?.graph)).toContain('"Hello"');
  });

  await test.step("or the draft is kept as a workflow of its own first", async () => {
    await page.getByRole("button", { name: "Actions for version 1" }).click();
    await page.getByRole("menuitem", { name: "Bring version 1 back" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Keep the draft as a workflow of its own" }).click();
    await expect(page.getByText("The draft is a workflow of its own now")).toBeVisible();
    const { workflows } = await api.workflows.list.query();
    const copy = workflows.find(({ name }) => name === "Welcome (my copy)");
    expect(JSON.stringify((await api.workflows.get.query({ id: copy?.id ?? 0 })).draft)).toContain(
      '"Not published"',
    );
  });
});

test("workflows are sorted by tags, put away and brought back", async ({ app, ownerPage: page }) => {
  const api = apiOf(page.context(), app);
  await publishWorkflow(api, "Spring sale", "Signed Up", [sendEmail("Hello")]);
  await publishWorkflow(api, "Welcome", "Signed Up", [sendEmail("Hello")]);
  await page.goto(`${app.url}/workflows`);
  const rows = page.getByRole("region", { name: "Workflows" }).getByRole("row");
  await expect(rows).toHaveCount(3);

  await page.getByRole("button", { name: "Actions for Spring sale" }).click();
  await page.getByRole("menuitem", { name: "Tags" }).click();
  await page.getByRole("dialog").getByLabel("New tag").fill("Season");
  await page.getByRole("dialog").getByRole("button", { name: "Save tags" }).click();
  await page.getByRole("link", { name: "Season" }).click();
  await expect(page).toHaveURL(/\?tag=Season$/);
  await expect(rows).toHaveCount(2);

  await page.getByRole("button", { name: "Actions for Spring sale" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Pause and archive" }).click();
  await expect(page.getByText("No workflow fits")).toBeVisible();

  await page.goto(`${app.url}/workflows?status=archived`);
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Actions for Spring sale" }).click();
  await page.getByRole("menuitem", { name: "Bring back from the archive" }).click();
  await expect(page.getByText("Nothing is archived")).toBeVisible();
  await page.goto(`${app.url}/workflows?status=paused`);
  await expect(rows.filter({ hasText: "Spring sale" })).toBeVisible();
});
