import AxeBuilder from "@axe-core/playwright";
import { apiOf } from "./api.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";
import { callWebhook, publishWorkflow, sendEmail, wait } from "./workflows.ts";

const PHONE = { width: 375, height: 760 };
const DESKTOP = { width: 1280, height: 800 };

/** Emails stand in frames without scripts, and axe tries to come in; the browser notes it some time later. */
const AXE_IN_AN_EMAIL = "Blocked script execution in 'about:srcdoc'";

/** A page, a text that is there once it has loaded, and what to open on it before. */
type Place = [path: string, loaded: string | RegExp, open?: (page: Page) => Promise<void>];

test("every page can be used by everybody, in both looks and on a phone", async ({ app, page, receiver }) => {
  test.setTimeout(420_000);
  const troubles = listenForTroubles(page);
  await page.emulateMedia({ reducedMotion: "reduce" });

  await checkPages(page, app, [["/setup", "Welcome to Rekindle"]]);
  const created = await page.request.post(`${app.url}/api/auth/create-owner`, {
    data: OWNER,
    headers: { origin: app.url },
  });
  expect(created.ok()).toBe(true);
  const { workflowId, oneOffId, profileId, messageId, webhookId, unsubscribeUrl, preferencesUrl, inviteUrl } =
    await fillShop(page, app, receiver.url);
  await checkPages(page, app, [
    ["/", "Recent messages"],
    ["/workflows", "Welcome series"],
    [`/workflows/${workflowId}`, "1 waiting"],
    [`/workflows/${workflowId}`, "Who may enter again", openSettings],
    [`/workflows/${workflowId}/runs`, /^Inside$/],
    ["/profiles", "1 profile"],
    [`/profiles/${profileId}`, "Entered the workflow"],
    ["/messages", "Hello Ana"],
    [`/messages/${messageId}`, "This message was kept here"],
    [`/messages/${webhookId}`, "The request"],
    ["/one-offs", "Spring news"],
    [`/one-offs/${oneOffId}`, "What do you send?"],
    ["/connect", "Not connected"],
    ["/connect/shopify", "Watch the light"],
    ["/connect/http", "Nothing has arrived yet"],
    ["/recipes", "Win-back after inactivity"],
    ["/settings", "Save changes"],
    ["/settings/sending", "Send test email"],
    ["/settings/brand", "Main color"],
    ["/settings/topics", "What counts for whom"],
    ["/settings/texting", "Account SID"],
    ["/settings/domain", "No address to send from yet"],
    ["/settings/secrets", "No secret yet"],
    ["/settings/web-push", /of your browsers? (is|are) subscribed/],
    ["/settings/api-keys", "Create API key"],
    ["/settings/hooks", "Nothing received yet"],
    ["/settings/site", "Make the code"],
    ["/settings/api", "Say who a customer is"],
    ["/settings/outgoing-hooks", "Add webhook"],
    ["/settings/data", "Suppressions"],
    ["/imports", "No imports yet"],
    ["/imports/new", "What is in it?"],
    ["/settings/people", "Open invitations"],
    ["/settings/about", "Version"],
    [unsubscribeUrl, "Unsubscribe?"],
    [preferencesUrl, "Unsubscribe from everything"],
    ["/nowhere", /does not exist|not here|not found/i],
  ]);
  await page.context().clearCookies();
  await checkPages(page, app, [
    ["/sign-in", "No account yet?"],
    ["/reset-password", "Send me a link"],
    [inviteUrl, "invites you"],
  ]);

  // The browser itself notes that a page which does not exist was answered with 404.
  expect(troubles.filter((text) => !text.includes("status of 404"))).toEqual([]);
});

/** Looks at each page in light and dark and at the width of a phone; all that is wrong is told at once. */
async function checkPages(page: Page, app: TestApp, places: Place[]): Promise<void> {
  for (const [path, loaded, open] of places) {
    await test.step(path, async () => {
      await page.goto(new URL(path, app.url).href);
      await open?.(page);
      await expect(page.getByText(loaded).filter({ visible: true }).first()).toBeVisible();
      await expect(page.locator("h1")).toHaveCount(1);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect.soft(await violations(page), `${path}, ${colorScheme}`).toEqual([]);
      }
      await page.setViewportSize(PHONE);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect.soft(width, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(PHONE.width);
      await page.setViewportSize(DESKTOP);
    });
  }
}

/** The settings of the workflow as a whole, with a row in a list and the fields that a choice brings up. */
async function openSettings(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings of the workflow", exact: true }).click();
  const settings = page.getByRole("region", { name: "Workflow settings" });
  await settings.getByRole("button", { name: "Add an event" }).click();
  await settings.getByRole("combobox", { name: "Quiet hours" }).click();
  await page.getByRole("option", { name: "Other hours" }).click();
}

/** What axe finds that keeps people out, with the elements it is about. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(settleColours);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude("iframe").analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join("\n")}`);
}

/** Colours that are still changing would be measured half-way. A spinner turns for ever, and has no colour at its end. */
function settleColours(): void {
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  }
}

/** Errors of the page's scripts and of the browser, such as what the content security policy refused. */
function listenForTroubles(page: Page): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" || message.text().startsWith(AXE_IN_AN_EMAIL)) return;
    troubles.push(`${page.url()}: ${message.text()}`);
  });
  return troubles;
}

/** Somebody inside a workflow, with an email and a webhook behind them. */
async function fillShop(page: Page, app: TestApp, webhookUrl: string) {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  await api.hooks.create.mutate({ name: "Review app", personKind: "email", personPath: "email" });
  const { url: inviteUrl } = await api.people.invite.mutate({ role: "editor", origin: app.url });
  const workflowId = await publishWorkflow(api, "Welcome series", "Joined", [
    sendEmail("Hello {{ profile.name | default: 'you' }}", "Good to have you."),
    callWebhook(webhookUrl),
    wait(1, "days"),
    sendEmail("See you"),
  ]);
  await app.identify(key, "ana", { email: "ana@example.net", name: "Ana", city: "Vienna" });
  await app.track(key, "ana", "Product Added", {
    cart_id: "c1",
    name: "Cedar candle",
    price: 24,
    quantity: 2,
  });
  await app.track(key, "ana", "Joined", { source: "website" });
  await app.pass(0);
  await app.track(key, "ana", "Joined");
  const { profiles } = await api.profiles.list.query({});
  const { messages } = await api.messages.list.query({});
  const email = messages.find(({ subject }) => subject === "Hello Ana");
  const webhook = messages.find(({ channel }) => channel === "webhook");
  const { rendered } = await api.messages.get.query({ id: email?.id ?? 0 });
  const text = rendered?.channel === "email" ? rendered.text : "";
  const header = rendered?.channel === "email" ? (rendered.headers["List-Unsubscribe"] ?? "") : "";
  const { id: oneOffId } = await api.oneOffs.create.mutate({ name: "Spring news" });
  return {
    workflowId,
    oneOffId,
    inviteUrl,
    profileId: profiles[0]?.id,
    messageId: email?.id,
    webhookId: webhook?.id,
    preferencesUrl: /https?:\/\/\S+\/preferences\/[^\s)]+/.exec(text)?.[0] ?? "",
    unsubscribeUrl: header.replace(/^<(.*)>$/, "$1"),
  };
}
