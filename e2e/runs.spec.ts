import { apiOf } from "./api.ts";
import { DAY_MS, expect, test } from "./fixtures.ts";
import { callWebhook, publishWorkflow, sendEmail, wait } from "./workflows.ts";

test.use({ viewport: { width: 1280, height: 900 } });

test("a webhook that failed is tried again from its run, which shows the way it took", async ({
  app,
  ownerPage: page,
  receiver,
}) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const id = await publishWorkflow(api, "Tell the CRM", "Joined", [callWebhook(`${receiver.url}/crm`)]);
  receiver.answer({ status: 404 });
  await app.identify(key, "ana", { email: "ana@example.net", name: "Ana Silva" });
  await app.track(key, "ana", "Joined");
  await app.pass(0);
  expect((await receiver.next()).path).toBe("/crm");

  await test.step("it is found in the list of runs", async () => {
    await page.goto(`${app.url}/workflows/${id}/runs`);
    await page.getByRole("searchbox", { name: "Search for a person" }).fill("silva");
    await expect(page).toHaveURL(/q=silva/);
    await page.getByRole("region", { name: "Runs" }).getByRole("link", { name: "Ana Silva" }).click();
    await expect(page).toHaveURL(/\/runs\/\d+$/);
  });

  await test.step("the failed step is marked, and the answer is told in words", async () => {
    await expect(page.locator("[data-mark=failed]")).toBeVisible();
    await expect(page.getByText("The receiver answered with status 404").first()).toBeVisible();
  });

  await test.step("and tried again", async () => {
    await page.getByRole("button", { name: "Try again" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog).toContainText("A message that failed is sent again.");
    await dialog.getByRole("button", { name: "Try again" }).click();
    await app.pass(0);
    expect((await receiver.next()).path).toBe("/crm");
    await page.reload();
    await expect(page.getByText("Olga Owner had the step tried again that had failed")).toBeVisible();
    await expect(page.locator("[data-mark=failed]")).toBeHidden();
    await expect(page.getByRole("button", { name: "Try again" })).toBeHidden();
  });
});

test("many people are taken out at once, with a word on how far it got", async ({ app, ownerPage: page }) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const id = await publishWorkflow(api, "Slow welcome", "Joined", [wait(1, "days"), sendEmail("Hello")]);
  for (let person = 0; person < 30; person++) {
    await app.identify(key, `p${person}`, { email: `p${person}@example.net`, name: `Person ${person}` });
    await app.track(key, `p${person}`, "Joined");
  }
  await app.pass(0);
  await page.goto(`${app.url}/workflows/${id}/runs?status=active`);
  await page.getByRole("checkbox", { name: "Select everybody who is loaded" }).check();
  await expect(page.getByText("30 people selected")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select Person 7", exact: true }).uncheck();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("menuitem", { name: "Take out of the workflow" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("29 people.");
  await dialog.getByRole("button", { name: "Take out of the workflow" }).click();
  await app.pass(0);
  await expect(page.getByText("29 people changed, 0 left as they were")).toBeVisible();
  await expect(page.getByRole("link", { name: "Person 7", exact: true })).toBeVisible();
  await app.pass(2 * DAY_MS);
  const { messages } = await api.messages.list.query({});
  expect(messages.map(({ subject }) => subject)).toEqual(["Hello"]);
});

test("why somebody did not get something is told, from their page and from the workflow", async ({
  app,
  ownerPage: page,
}) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const id = await publishWorkflow(api, "Welcome", "Joined", [sendEmail("Hello")]);
  await app.identify(key, "ana", { email: "ana@example.net", name: "Ana Silva" });
  await app.identify(key, "bo", { email: "bo@example.net", name: "Bo Berg" });
  await app.track(key, "ana", "Joined");
  await app.pass(0);

  await test.step("on the page of the runs", async () => {
    await page.goto(`${app.url}/workflows/${id}/runs`);
    await page.getByRole("button", { name: "Why did or didn’t somebody get it?" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("searchbox", { name: "Person" }).fill("bo berg");
    await dialog.getByRole("button", { name: /^Bo Berg/ }).click();
    await expect(dialog.getByText(/No: “Joined”, which starts the workflow, has not happened/)).toBeVisible();
  });

  await test.step("on the page of the person", async () => {
    const { profiles } = await api.profiles.list.query({ search: "ana" });
    await page.goto(`${app.url}/profiles/${profiles[0]?.id}`);
    await page.getByRole("button", { name: "Why?" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Workflow" }).click();
    await page.getByRole("option", { name: "Welcome" }).click();
    await expect(dialog.getByText(/kept here instead of being sent/)).toBeVisible();
    await dialog.getByRole("link", { name: "See it" }).first().click();
    await expect(page).toHaveURL(/\/messages\/\d+$/);
  });
});
