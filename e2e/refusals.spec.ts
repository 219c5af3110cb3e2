import { type Api, apiOf } from "./api.ts";
import { expect, test } from "./fixtures.ts";
import { callWebhook, publishWorkflow, sendEmail } from "./workflows.ts";

test.use({ mailServer: true });

const METADATA_URL = "http://169.254.169.254/latest/meta-data/";
const INJECTION = "Eve\r\nBcc: victim@example.org\r\n\r\nInjected";

test("what is refused says why, and nothing of it is stored or sent", async ({
  app,
  ownerPage: page,
  sink,
  receiver,
}) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  const signup = { userId: "ana", event: "Signed Up" };

  await test.step("an event with a wrong key, broken JSON or too much of it", async () => {
    const wrongKey = await app.send("/v1/track", `${key.slice(0, -4)}abcd`, signup);
    expect([wrongKey.status, await wrongKey.json()]).toEqual([
      401,
      { error: { code: "unauthorized", message: "The API key is missing, wrong or revoked" } },
    ]);
    const malformed = await app.send("/v1/track", key, '{"userId": "ana", "event": ');
    expect([malformed.status, await malformed.json()]).toEqual([
      400,
      { error: { code: "malformed", message: "The body is not JSON" } },
    ]);
    const oversized = await app.send("/v1/track", key, {
      ...signup,
      properties: { text: "x".repeat(40_000) },
    });
    expect([oversized.status, await oversized.json()]).toEqual([
      413,
      { error: { code: "too-large", message: "The body is larger than 32 kB" } },
    ]);
    const twoLines = await app.send("/v1/identify", key, {
      userId: "ana",
      traits: { name: "Ana\nBcc: all" },
    });
    expect(twoLines.status).toBe(400);
    expect(await countProfiles(api)).toBe(0);
    await page.goto(`${app.url}/profiles`);
    await expect(page.getByText("No profiles yet")).toBeVisible();
  });

  await test.step("of a batch, only the bad events", async () => {
    const batch = [
      { type: "track", ...signup },
      { type: "track", userId: "ben" },
    ];
    const response = await app.send("/v1/batch", key, { batch });
    expect(response.status).toBe(200);
    expect(JSON.stringify(await response.json())).toContain("event");
    expect(await countProfiles(api)).toBe(1);
  });

  await test.step("a workflow file with a step that this version does not know", async () => {
    await page.goto(`${app.url}/workflows`);
    await page.getByRole("button", { name: "Import" }).click();
    const dialog = page.getByRole("dialog");
    const graph = {
      nodes: [
        { id: "start", type: "signup", config: {}, position: { x: 0, y: 0 } },
        { id: "beam", type: "teleport", config: {}, position: { x: 0, y: 200 } },
      ],
      edges: [{ id: "start:next", from: "start", port: "next", to: "beam" }],
    };
    await dialog.getByLabel("File").setInputFiles(jsonFile({ name: "From elsewhere", graph }));
    await expect(dialog.getByLabel("Name")).toHaveValue("From elsewhere");
    await dialog.getByRole("button", { name: "Import" }).click();
    await expect(dialog.getByText("This workflow cannot be imported")).toBeVisible();
    await expect(dialog.getByText("This version does not know steps of the type “teleport”")).toBeVisible();
    await dialog.getByLabel("File").setInputFiles(jsonFile({ recipe: "soup" }));
    await expect(dialog.getByText("This file does not hold a workflow.")).toBeVisible();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.reload();
    await expect(page.getByText("No workflows yet")).toBeVisible();
  });

  await test.step("line breaks that would become headers of an email", async () => {
    await publishWorkflow(api, "By name", "Named", [sendEmail("Hello {{ profile.name | default: 'you' }}")]);
    await publishWorkflow(api, "By nickname", "Nicknamed", [sendEmail("Hello {{ profile.nickname }}")]);
    await publishWorkflow(api, "By event", "Titled", [sendEmail("Hello {{ event.title }}")]);
    const broken = await app.send("/v1/identify", key, { userId: "eve", traits: { name: INJECTION } });
    expect([broken.status, await broken.json()]).toEqual([
      400,
      { error: { code: "invalid", message: "traits.name has a line break in it" } },
    ]);
    await app.identify(key, "eve", { email: "eve@example.net", name: "Eve", nickname: INJECTION });
    await app.track(key, "eve", "Nicknamed");
    await app.track(key, "eve", "Titled", { title: INJECTION });
    await app.track(key, "eve", "Named");
    const { email, envelope } = await sink.next();
    expect(email.subject).toContain("Hello Eve");
    expect(envelope.to).toEqual(["eve@example.net"]);
    await app.pass(0);
    for (const { envelope, email, raw } of sink.all) {
      expect(envelope.to).toEqual(["eve@example.net"]);
      expect(raw).not.toMatch(/^bcc:/im);
      expect(email.headers.map((header) => header.key)).not.toContain("bcc");
      expect(email.text).not.toMatch(/^Injected/);
    }
  });

  await test.step("an email whose subject would break says so in Messages", async () => {
    await page.goto(`${app.url}/messages?status=failed`);
    await expect(page.getByText("The subject has a line break in it or is too long")).toHaveCount(2);
    expect(sink.all).toHaveLength(1);
  });

  await test.step("a webhook to an address inside the network, directly or by a detour", async () => {
    receiver.answer({ status: 302, headers: { location: METADATA_URL } });
    await publishWorkflow(api, "Straight", "Straight", [callWebhook(METADATA_URL)]);
    await publishWorkflow(api, "By detour", "Detour", [callWebhook(`${receiver.url}/detour`)]);
    await app.track(key, "eve", "Straight");
    await app.track(key, "eve", "Detour");
    expect((await receiver.next()).path).toBe("/detour");
    await app.pass(0);
    await page.goto(`${app.url}/messages?channel=webhook`);
    const failed = page.getByRole("listitem").filter({ hasText: "Failed" });
    await expect(failed).toHaveCount(2);
    await expect(
      failed.getByText("The address was refused: 169.254.169.254 is inside a private network"),
    ).toHaveCount(2);
    await failed.filter({ hasText: "Straight" }).getByRole("link").click();
    await expect(page.getByText("It could not be delivered and is not tried again.")).toBeVisible();
  });
});

async function countProfiles(api: Api): Promise<number> {
  return (await api.profiles.list.query({})).total;
}

function jsonFile(content: unknown) {
  return {
    name: "workflow.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(content)),
  };
}
