import type { Locator } from "@playwright/test";
import { type Api, apiOf } from "./api.ts";
import { Canvas } from "./canvas.ts";
import { expect, HOUR_MS, type Page, type TestApp, test, zoneAtNoon } from "./fixtures.ts";
import { publishWorkflow, sendEmail } from "./workflows.ts";

test.use({ mailServer: true, viewport: { width: 1600, height: 1000 } });

test("what another program sends starts a workflow, until its address is changed", async ({
  app,
  ownerPage: page,
  sink,
}) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  for (const name of ["eva", "finn"]) await app.identify(key, name, { email: `${name}@example.net` });
  const address = await createHook(page, app);
  await drawHookWorkflow(page, app, api);

  await test.step("what is posted to the address reaches the person it names", async () => {
    const answer = await post(address, { rating: 5, customer: { email: "eva@example.net" } });
    expect(answer.status).toBe(202);
    const { envelope, email } = await sink.next();
    expect(envelope.to).toEqual(["eva@example.net"]);
    expect(email.subject).toBe("Thank you for 5 stars");
    await openProfile(page, app, api, "eva@example.net");
    await expect(page.getByText("Webhook: Review app").first()).toBeVisible();
  });

  await test.step("what names nobody is refused", async () => {
    expect((await post(address, { rating: 5 })).status).toBe(422);
  });

  await test.step("after the address was changed the old one is not there any more", async () => {
    await page.goto(`${app.url}/settings/hooks`);
    await page.getByRole("link", { name: "Review app" }).click();
    const shown = page.getByRole("textbox", { name: "Address of Review app" });
    await expect(shown).toHaveValue(address);
    await page.getByRole("button", { name: "Change the address" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: "Close the old address at once" }).click();
    await dialog.getByRole("button", { name: "Change address" }).click();
    await expect(page.getByText("“Review app” has a new address")).toBeVisible();
    await expect(shown).not.toHaveValue(address);
    const body = { rating: 4, customer: { email: "finn@example.net" } };
    expect((await post(address, body)).status).toBe(404);
    expect((await post(await shown.inputValue(), body)).status).toBe(202);
    expect((await sink.next()).email.subject).toBe("Thank you for 4 stars");
    expect(sink.all).toHaveLength(2);
  });
});

test("people are let in by hand, within the shop's quiet hours and limits", async ({
  app,
  ownerPage: page,
  sink,
}) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const timezone = zoneAtNoon();
  for (const name of ["Gus", "Ida", "Jon"])
    await app.identify(key, name, { email: `${name.toLowerCase()}@example.net`, name, timezone });
  await publishWorkflow(api, "Say sorry", { type: "manual", config: {} }, [sendEmail("Sorry")]);
  await publishWorkflow(api, "Say more", "Asked", [sendEmail("More")]);
  await setSendingRules(page, app);

  await test.step("one person, from their page", async () => {
    await openProfile(page, app, api, "gus@example.net");
    await startWorkflow(page);
    await expect(page.getByText("“Say sorry” was started for Gus")).toBeVisible();
    expect((await sink.next()).envelope.to).toEqual(["gus@example.net"]);
  });

  await test.step("a second time is refused in words", async () => {
    await startWorkflow(page);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("status")).toHaveText("Nobody was let in.");
    await expect(dialog.getByRole("listitem").filter({ hasText: "Gus" })).toContainText(
      "Not entered again: this workflow takes each person only once",
    );
    await dialog.getByRole("button", { name: "Done" }).click();
  });

  await test.step("a message over the limit is left out, and the timeline says so", async () => {
    await app.track(key, "Gus", "Asked");
    await app.pass(0);
    await page.reload();
    await expect(page.getByText(/^Not sent: 1 email .*per day is the most/)).toBeVisible();
    expect(sink.all).toHaveLength(1);
  });

  await test.step("several people from the list, of whom one was in it already", async () => {
    await page.goto(`${app.url}/profiles`);
    await page.getByRole("checkbox", { name: "Select Gus" }).check();
    await page.getByRole("checkbox", { name: "Select Ida" }).press("Space");
    await expect(page.getByText("2 selected")).toBeVisible();
    await startWorkflow(page);
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("status")).toHaveText("It was started for one person. One was not let in.");
    await expect(dialog.getByRole("listitem")).toHaveCount(1);
    await expect(dialog.getByRole("link", { name: "Gus" })).toBeVisible();
    await dialog.getByRole("button", { name: "Done" }).click();
    expect((await sink.next()).envelope.to).toEqual(["ida@example.net"]);
  });

  await test.step("in the quiet hours a message waits, and the timeline says until when", async () => {
    await app.pass(2 * HOUR_MS);
    await openProfile(page, app, api, "jon@example.net");
    await startWorkflow(page);
    await expect(page.getByText(/^Held until .*16:\d\d.*: quiet hours$/)).toBeVisible();
    expect(sink.all).toHaveLength(2);
    await app.pass(3 * HOUR_MS);
    expect((await sink.next()).envelope.to).toEqual(["jon@example.net"]);
  });
});

/** Makes a hook as the owner does; answers with its address as the page shows it. */
async function createHook(page: Page, app: TestApp): Promise<string> {
  return await test.step("the owner makes a hook", async () => {
    await page.goto(`${app.url}/settings/hooks`);
    await page.getByRole("button", { name: "Create hook" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Create hook" }).click();
    await expect(dialog.getByText("Give the hook a name")).toBeVisible();
    await dialog.getByLabel("Name", { exact: true }).fill("Review app");
    await dialog.getByRole("button", { name: "Create hook" }).click();
    const address = await page.getByRole("textbox", { name: "Address of Review app" }).inputValue();
    expect(address).toMatch(/^http:\/\/localhost:\d+\/hooks\/[\w-]{20,}$/);
    const sample = await post(address, { rating: 1, customer: { email: "eva@example.net" } });
    expect(sample.status).toBe(202);
    await page
      .getByRole("list", { name: "Field with the person: fields of the sample" })
      .getByRole("button", { name: "customer.email" })
      .click();
    await page.getByRole("button", { name: "Save and switch on" }).click();
    await expect(page.getByText("The hook is on")).toBeVisible();
    return address;
  });
}

async function drawHookWorkflow(page: Page, app: TestApp, api: Api): Promise<void> {
  await test.step("a workflow begins when the hook is called", async () => {
    const { id } = await api.workflows.create.mutate({ name: "Thank for reviews" });
    await page.goto(`${app.url}/workflows/${id}`);
    const palette = page.getByRole("region", { name: "Palette" });
    const settings = page.getByRole("region", { name: "Step settings" });
    await palette.getByRole("button", { name: "Hook is called", exact: true }).click();
    await settings.getByRole("combobox", { name: "Hook" }).click();
    await page.getByRole("option", { name: "Review app" }).click();
    await settings.getByRole("button", { name: "Close" }).click();
    await palette.getByRole("button", { name: "Send email", exact: true }).click();
    await settings.getByLabel("Subject", { exact: true }).fill("Thank you for {{ event.rating }} stars");
    await settings.getByLabel("Message", { exact: true }).fill("We are glad.");
    await settings.getByRole("button", { name: "Close" }).click();
    await new Canvas(page).publish();
  });
}

/** Quiet hours from 14:00 to 16:00 and one email a day, for all workflows. */
async function setSendingRules(page: Page, app: TestApp): Promise<void> {
  await test.step("the owner sets quiet hours and a limit", async () => {
    await page.goto(`${app.url}/settings/sending`);
    const form = page.locator("form").filter({ hasText: "Quiet hours and limits" });
    await form.getByRole("switch", { name: "Quiet hours" }).click();
    await form.getByLabel("From", { exact: true }).fill("14:00");
    await form.getByLabel("To", { exact: true }).fill("16:00");
    await form.getByRole("button", { name: "Add a limit" }).click();
    await form.getByRole("spinbutton", { name: "At most" }).fill("1");
    await form.getByRole("combobox", { name: "In each" }).click();
    await page.getByRole("option", { name: "per day" }).click();
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(page.getByText("Quiet hours and limits are saved")).toBeVisible();
  });
}

/** For whoever the page is about, or has selected. */
async function startWorkflow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start a workflow" }).click();
  const dialog: Locator = page.getByRole("dialog");
  await expect(dialog.getByRole("radio", { name: "Say sorry" })).toBeChecked();
  await dialog.getByRole("button", { name: "Start workflow" }).click();
}

function post(address: string, body: unknown): Promise<Response> {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function openProfile(page: Page, app: TestApp, api: Api, search: string): Promise<void> {
  const { profiles } = await api.profiles.list.query({ search });
  await page.goto(`${app.url}/profiles/${profiles[0]?.id}`);
}
