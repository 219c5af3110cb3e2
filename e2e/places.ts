import type { Page } from "@playwright/test";
import type { FilledShop } from "./filled-shop.ts";

/** A page, a text that is there once it has loaded, and what to open on it before. */
export type Place = [path: string, loaded: string | RegExp, open?: (page: Page) => Promise<void>];

/** Every page of a shop that has something of everything, for whoever is signed in. */
export function placesOf(shop: FilledShop): Place[] {
  const { workflowId, runId, oneOffId, segmentId, profileId, messageId, webhookId, hookId, importPath } =
    shop;
  return [
    ["/", "Recent messages"],
    ["/welcome", "Where do you want to begin?"],
    ["/workflows", "Welcome series"],
    [`/workflows/${workflowId}`, "1 waiting"],
    [`/workflows/${workflowId}`, "Who may enter again", openSettings],
    [`/workflows/${workflowId}`, "Continue with…", openList],
    [`/workflows/${workflowId}/runs`, /^Inside$/],
    [`/workflows/${workflowId}/runs/${runId}`, "Started"],
    [`/workflows/${workflowId}/versions`, "Version 1"],
    ["/profiles", "1 profile"],
    [`/profiles/${profileId}`, "Entered the workflow"],
    ["/segments", "city is Vienna"],
    ["/segments/new", "Start with an empty rule"],
    ["/segments/new?example=leftCart", "In words"],
    [`/segments/${segmentId}`, "Everybody for whom this holds: city is Vienna"],
    [`/segments/${segmentId}?edit`, "Who that is now"],
    ["/retention", "Came back, by cohort"],
    ["/retention?mode=bracket&period=day&from=2026-01-01&to=2026-01-31", "Nobody for these settings"],
    ["/retention/lifecycle", "Lifecycle by period", openDefinition],
    ["/retention/active", "Active people by day"],
    ["/retention/churn", "Nothing to count yet"],
    ["/retention/repeat", "Repeat purchases by period"],
    ["/retention/gaps", "Nothing to count yet"],
    ["/retention/funnel?steps=Product%20Added%0AJoined", "Of the first step"],
    ["/retention/revenue", "Revenue by period"],
    ["/retention/clv", "Value by first order"],
    ["/retention/rfm", "How recently and how often", openPeople],
    ["/messages", "Hello Ana"],
    [`/messages/${messageId}`, "This message was kept here"],
    [`/messages/${webhookId}`, "The request"],
    ["/one-offs", "Spring news"],
    [`/one-offs/${oneOffId}`, "What do you send?"],
    ["/connect", "Not connected"],
    ["/connect/shopify", "Watch the light"],
    ["/connect/http", "Nothing has arrived yet"],
    [`/workflows/${workflowId}/results`, "How is this computed?"],
    ["/recipes", "Win-back after inactivity"],
    ["/recipes/abandoned-cart", "Use this recipe"],
    ["/settings", "Save changes"],
    ["/settings/sending", "Send test email"],
    ["/settings/brand", "Main color"],
    ["/settings/lifecycle", "Your own numbers"],
    ["/settings/topics", "What counts for whom"],
    ["/settings/texting", "Account SID"],
    ["/settings/domain", "No address to send from yet"],
    ["/settings/secrets", "No secret yet"],
    ["/settings/web-push", /of your browsers? (is|are) subscribed/],
    ["/settings/api-keys", "Create API key"],
    ["/settings/hooks", "Nothing received yet"],
    [`/settings/hooks/${hookId}`, "Review app"],
    ["/settings/site", "Make the code"],
    ["/settings/api", "Say who a customer is"],
    ["/settings/outgoing-hooks", "Add webhook"],
    ["/settings/data", "Suppressions"],
    ["/imports", "people.csv"],
    [importPath, "What the columns are"],
    ["/imports/new", "What is in it?"],
    ["/settings/people", "Open invitations"],
    ["/settings/about", "Version"],
    [shop.unsubscribeUrl, "Unsubscribe?"],
    [shop.preferencesUrl, "Unsubscribe from everything"],
    ["/nowhere", /does not exist|not here|not found/i],
  ];
}

/** Pages for people who are not signed in, once there is an owner. */
export function outsidePlacesOf(shop: FilledShop): Place[] {
  return [
    ["/sign-in", "No account yet?"],
    ["/reset-password", "Send me a link"],
    ["/reset-password/expired", "This link does not work any more"],
    ["/confirm/expired", "This link is not valid"],
    [shop.inviteUrl, "invites you"],
  ];
}

/** How a number comes about, in words. */
async function openDefinition(page: Page): Promise<void> {
  await page.getByText("How is this computed?").click();
}

/** The people behind a number, in a panel over the page. */
async function openPeople(page: Page): Promise<void> {
  await page
    .getByRole("region", { name: "Main numbers" })
    .getByRole("button", { name: "All customers" })
    .click();
  await page.getByRole("dialog").getByRole("link", { name: "Ana" }).waitFor();
}

/** The same steps as a list. */
async function openList(page: Page): Promise<void> {
  await page
    .locator("label")
    .filter({ hasText: /^List$/ })
    .click();
}

/** The settings of the workflow as a whole, with a row in a list and the fields that a choice brings up. */
async function openSettings(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings of the workflow", exact: true }).click();
  const settings = page.getByRole("region", { name: "Workflow settings" });
  await settings.getByRole("button", { name: "Add an event" }).click();
  await settings.getByRole("combobox", { name: "Quiet hours" }).click();
  await page.getByRole("option", { name: "Other hours" }).click();
}
