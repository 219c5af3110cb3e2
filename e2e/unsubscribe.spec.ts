import { apiOf } from "./api.ts";
import { DAY_MS, expect, type Page, type TestApp, test } from "./fixtures.ts";
import { publishWorkflow, sendEmail, wait } from "./workflows.ts";

test.use({ mailServer: true });

test("unsubscribing takes one click, and only a click", async ({ app, ownerPage: page, sink, browser }) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  await publishWorkflow(api, "Newsletter", "Subscribed", [
    sendEmail("News of this week"),
    wait(1, "days"),
    sendEmail("News of tomorrow"),
  ]);
  await app.identify(key, "ana", { email: "ana@example.net", name: "Ana" });
  await app.track(key, "ana", "Subscribed");

  const { email } = await sink.next();
  const link = linkOf(email.headers);
  const profileUrl = await openOnlyProfile(page, app);
  const consent = page.getByRole("listitem").filter({ hasText: "Email · News and offers" });

  await test.step("opening the link, as scanners of mail do, changes nothing", async () => {
    expect(email.html).toContain(`href="${link}"`);
    const reader = await browser.newPage();
    await reader.goto(link);
    await expect(reader.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link, { method: "HEAD" })).status).toBe(200);
    await page.goto(profileUrl);
    await expect(consent).toContainText("Agreed");
    await reader.close();
  });

  await test.step("a mail program's post, without cookies, unsubscribes without asking again", async () => {
    const response = await fetch(link, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
    await page.goto(profileUrl);
    await expect(consent).toContainText("Unsubscribed");
    await expect(page.getByText("Unsubscribed from email messages (marketing)")).toBeVisible();
  });

  await test.step("the next marketing email is not sent, and the timeline says why", async () => {
    await app.pass(DAY_MS);
    expect(sink.all).toHaveLength(1);
    await page.goto(profileUrl);
    await expect(
      page.getByText("Not sent: the person has unsubscribed from email messages", { exact: true }),
    ).toBeVisible();
    await expect(page.getByText("Reached the end of the workflow")).toBeVisible();
    await page.goto(`${app.url}/messages?status=skipped`);
    await expect(page.getByRole("link", { name: "News of tomorrow" })).toBeVisible();
  });

  await test.step("the page works without scripts, in both directions", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const reader = await context.newPage();
    await reader.goto(link);
    await expect(reader.getByRole("heading", { name: "You are already unsubscribed" })).toBeVisible();
    await reader.getByRole("button", { name: "Subscribe again" }).click();
    await expect(reader.getByRole("heading", { name: "You are subscribed again" })).toBeVisible();
    await page.goto(profileUrl);
    await expect(consent).toContainText("Agreed");

    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(reader.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
    await page.goto(profileUrl);
    await expect(consent).toContainText("Unsubscribed");
    await context.close();
  });

  await test.step("a link that was tampered with does nothing", async () => {
    const forged = `${link.slice(0, -3)}abc`;
    const response = await fetch(forged, { method: "POST", body: "List-Unsubscribe=One-Click" });
    expect(response.status).toBe(404);
    await page.goto(forged);
    await expect(page.getByRole("heading", { name: "This link is not valid" })).toBeVisible();
  });
});

function linkOf(headers: { key: string; value: string }[]): string {
  const header = headers.find(({ key }) => key === "list-unsubscribe")?.value ?? "";
  return header.replace(/^<(.*)>$/, "$1");
}

async function openOnlyProfile(page: Page, app: TestApp): Promise<string> {
  await page.goto(`${app.url}/profiles`);
  await page.getByRole("link", { name: "Ana" }).click();
  await page.waitForURL(/\/profiles\/\d+$/);
  return page.url();
}
