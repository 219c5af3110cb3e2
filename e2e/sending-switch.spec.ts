import { type Api, apiOf } from "./api.ts";
import { DAY_MS, expect, type Page, type TestApp, test } from "./fixtures.ts";
import { publishWorkflow, sendEmail, wait } from "./workflows.ts";

test.use({ mailServer: true });

test("what is held by a switch goes out once when it is on again", async ({ app, ownerPage: page, sink }) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  await publishWorkflow(api, "Hello", "Said Hello", [sendEmail("Hello {{ profile.name | default: 'you' }}")]);

  const notices = page.getByRole("region", { name: "Notices" });
  await test.step("with all sending switched off, nothing leaves and a banner says so", async () => {
    await page.goto(`${app.url}/settings/sending`);
    await page.getByRole("switch", { name: "Send messages" }).click();
    await expect(notices.getByText("All sending is switched off")).toBeVisible();
    await app.identify(key, "ana", { email: "ana@example.net", name: "Ana" });
    await app.track(key, "ana", "Said Hello");
    await app.pass(DAY_MS);
    expect(sink.all).toHaveLength(0);
    await page.goto(`${app.url}/messages`);
    await expect(notices.getByText("All sending is switched off")).toBeVisible();
    await expect(messageTo(page, "Ana")).toContainText("Held: all sending is switched off");
  });

  await test.step("switched on, it goes out once", async () => {
    await page.getByRole("button", { name: "Switch on again" }).click();
    await expect(page.getByText("Sending is switched on again")).toBeVisible();
    await expect(notices.getByText("All sending is switched off")).toHaveCount(0);
    await expect(messageTo(page, "Ana")).not.toContainText("Held");
    expect((await sink.next()).email.subject).toBe("Hello Ana");
    await app.pass(DAY_MS);
    expect(sink.all).toHaveLength(1);
    await page.goto(`${app.url}/messages`);
    await expect(messageTo(page, "Ana")).toContainText("Sent");
  });

  await test.step("a paused workflow holds who is inside and takes nobody in", async () => {
    const id = await publishWorkflow(api, "Later", "Asked", [
      wait(1, "days"),
      sendEmail("Later {{ profile.name | default: 'you' }}"),
    ]);
    await app.identify(key, "ben", { email: "ben@example.net", name: "Ben" });
    await app.track(key, "ben", "Asked");
    await page.goto(`${app.url}/workflows/${id}`);
    await choose(page, "Pause");
    await expect(page.getByText("Paused", { exact: true }).first()).toBeVisible();
    await app.identify(key, "cem", { email: "cem@example.net", name: "Cem" });
    await app.track(key, "cem", "Asked");
    await app.pass(2 * DAY_MS);
    expect(sink.all).toHaveLength(1);
    await page.goto(await profileUrl(app, api, "cem@example.net"));
    await expect(page.getByText("“Asked” did not start a run: the workflow was paused")).toBeVisible();

    await page.goto(`${app.url}/workflows/${id}`);
    await choose(page, "Resume");
    await expect(page.getByText("Running again")).toBeVisible();
    expect((await sink.next()).email.subject).toBe("Later Ben");
    await app.pass(2 * DAY_MS);
    expect(sink.all).toHaveLength(2);
    const step = page.locator('[data-node-type="send-email"]');
    await expect(step.getByRole("button", { name: /^1 sent/ })).toBeVisible();
  });
});

function messageTo(page: Page, name: string) {
  return page
    .getByRole("list", { name: "Messages" })
    .getByRole("listitem")
    .filter({ hasText: `To ${name}` });
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

async function profileUrl(app: TestApp, api: Api, search: string): Promise<string> {
  const { profiles } = await api.profiles.list.query({ search });
  return `${app.url}/profiles/${profiles[0]?.id}`;
}
