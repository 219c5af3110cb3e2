import type { Page } from "@playwright/test";
import { type Api, apiOf } from "./api.ts";
import type { TestApp } from "./fixtures.ts";
import { callWebhook, publishWorkflow, sendEmail, wait } from "./workflows.ts";

export type FilledShop = Awaited<ReturnType<typeof fillShop>>;

/** Somebody inside a workflow, with an email and a webhook behind them, and one of everything else that has a page. */
export async function fillShop(page: Page, app: TestApp, webhookUrl: string) {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const { id: hookId } = await api.hooks.create.mutate({
    name: "Review app",
    personKind: "email",
    personPath: "email",
  });
  const { url: inviteUrl } = await api.people.invite.mutate({ role: "editor", origin: app.url });
  const workflowId = await publishWorkflow(api, "Welcome series", "Joined", [
    sendEmail("Hello {{ profile.name | default: 'you' }}", "Good to have you."),
    callWebhook(webhookUrl),
    wait(1, "days"),
    sendEmail("See you"),
  ]);
  await app.identify(key, "ana", { email: "ana@example.net", name: "Ana", city: "Vienna" });
  const segmentId = await fillSegment(api);
  // Before the cart, which an order would close.
  await app.track(key, "ana", "Order Completed", { order_id: "o1", total: 48, currency: "EUR" });
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
  const { runs } = await api.runs.list.query({ workflowId, filter: {} });
  const { messages } = await api.messages.list.query({});
  const email = messages.find(({ subject }) => subject === "Hello Ana");
  const webhook = messages.find(({ channel }) => channel === "webhook");
  const { rendered } = await api.messages.get.query({ id: email?.id ?? 0 });
  const text = rendered?.channel === "email" ? rendered.text : "";
  const header = rendered?.channel === "email" ? (rendered.headers["List-Unsubscribe"] ?? "") : "";
  const { id: oneOffId } = await api.oneOffs.create.mutate({ name: "Spring news" });
  return {
    workflowId,
    runId: runs[0]?.id,
    hookId,
    importPath: await importPeople(page, app),
    oneOffId,
    segmentId,
    inviteUrl,
    profileId: profiles[0]?.id,
    messageId: email?.id,
    webhookId: webhook?.id,
    preferencesUrl: /https?:\/\/\S+\/preferences\/[^\s)]+/.exec(text)?.[0] ?? "",
    unsubscribeUrl: header.replace(/^<(.*)>$/, "$1"),
  };
}

async function fillSegment(api: Api): Promise<number> {
  const rule = {
    kind: "attribute" as const,
    attribute: "city",
    operator: "equals" as const,
    value: "Vienna",
  };
  const saved = await api.segments.save.mutate({ name: "From Vienna", description: null, rule });
  if (saved.kind !== "saved") throw new Error(`The segment was not saved: ${saved.kind}`);
  return saved.id;
}

/** An import that waits for the owner to say what its columns mean. */
async function importPeople(page: Page, app: TestApp): Promise<string> {
  await page.goto(`${app.url}/imports/new`);
  const buffer = Buffer.from("email,name\nana@example.net,Ana\nbo@example.net,Bo\n");
  await page.getByLabel("Choose a file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/imports\/\d+$/);
  return new URL(page.url()).pathname;
}
