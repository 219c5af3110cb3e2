import { type Api, apiOf } from "./api.ts";
import { expect, test, zoneAtNoon } from "./fixtures.ts";

test.use({ mailServer: true, viewport: { width: 1280, height: 900 } });

test("a newsletter in two languages is counted, sent once to those who agreed, and its results are seen", async ({
  app,
  ownerPage: page,
  sink,
}) => {
  test.slow();
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  await app.identify(key, "ana", { email: "ana@example.net", name: "Ana Silva", locale: "en" });
  await app.identify(key, "wei", { email: "wei@example.net", name: "Wei Li", locale: "zh-CN" });
  const quiet = { userId: "otto", traits: { email: "otto@example.net", name: "Otto" } };
  expect((await app.send("/v1/identify", key, quiet)).status).toBe(200);
  await tellPostalAddress(api);

  await test.step("it is written", async () => {
    await page.goto(`${app.url}/one-offs`);
    await page
      .getByRole("button", { name: /New message|Write/ })
      .first()
      .click();
    const dialog = page.getByRole("dialog", { name: "New message" });
    await dialog.getByRole("textbox").fill("Spring news");
    await dialog.getByRole("button", { name: "Write it" }).click();
    await page.getByRole("radio", { name: /^Email/ }).check();
    await page.getByRole("textbox", { name: "Subject" }).fill("Spring is here");
    await page.getByRole("textbox", { name: "Message", exact: true }).fill("New scents are in.");
  });

  await test.step("and once more in Chinese", async () => {
    await page.getByRole("button", { name: "Add a language" }).click();
    await page.getByRole("searchbox", { name: "Search languages" }).fill("chinese");
    await page
      .getByRole("button", { name: /^Chinese/ })
      .first()
      .click();
    await page.getByRole("textbox", { name: "Subject" }).fill("春天来了");
    await page.getByRole("textbox", { name: "Message", exact: true }).fill("新的香味到了。");
  });

  await test.step("the people are counted before it can go", async () => {
    const send = page.getByRole("button", { name: "Send…" });
    await expect(send).toBeDisabled();
    await page.getByRole("button", { name: "Count who gets it" }).click();
    await expect(page.getByText("2 people would get it, of 3 it is meant for.")).toBeVisible();
    await send.click();
    const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog")).last();
    await dialog.getByRole("button", { name: "Send to 2 people now" }).click();
  });

  await test.step("each gets it once, in their language", async () => {
    await app.pass(0);
    const arrived = [(await sink.next()).email, (await sink.next()).email];
    expect(arrived.map(({ subject }) => subject).sort()).toEqual(["Spring is here", "春天来了"]);
    await app.pass(60_000);
    await expect(page.getByText("What came of it")).toBeVisible();
    await expect(page.getByText("Sent", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("region", { name: "Not sent" })).toContainText("1");
  });

  await test.step("no list of workflows shows what sent it", async () => {
    await page.goto(`${app.url}/workflows`);
    await expect(page.getByText("Spring news")).toBeHidden();
  });
});

test("a message that is scheduled can be taken back", async ({ app, ownerPage: page }) => {
  const api = apiOf(page.context(), app);
  const { key } = await api.apiKeys.create.mutate({ name: "Shop" });
  await app.identify(key, "ana", { email: "ana@example.net", timezone: zoneAtNoon() });
  const { id } = await api.oneOffs.create.mutate({ name: "Later" });
  const { revision } = await api.oneOffs.get.query({ id });
  const inThreeDays = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString().slice(0, 11);
  const saved = await api.oneOffs.save.mutate({
    ...{ id, revision, message: { type: "send-email", config: { subject: "Later", body: "Soon." } } },
    schedule: { at: `${inThreeDays}09:00`, local: true, perHour: null },
  });
  await tellPostalAddress(api);
  await api.oneOffs.send.mutate({ id, revision: saved.revision, people: 1 });

  await page.goto(`${app.url}/one-offs/${id}`);
  await expect(page.getByText(/It goes out/)).toBeVisible();
  await page.getByRole("button", { name: "Back to draft" }).click();
  await expect(page.getByRole("button", { name: "Count who gets it" })).toBeVisible();
  expect((await api.oneOffs.get.query({ id })).status).toBe("draft");
});

/** Marketing needs one. */
async function tellPostalAddress(api: Api): Promise<void> {
  const { shopName, timezone, currency, language, consentRule } = await api.settings.get.query();
  const postalAddress = "1 Mill Lane, Leeds";
  await api.settings.saveShop.mutate({ shopName, timezone, currency, language, consentRule, postalAddress });
}
