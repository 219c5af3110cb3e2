import { createApiKey, expect, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";

const MINUTE_MS = 60_000;
const SUBJECT = `Welcome to ${OWNER.shopName}`;

test("a recipe goes from the gallery to live", async ({ app, ownerPage: page }) => {
  const apiKey = await createApiKey(page, app);

  await test.step("the gallery is searched, and says what is not there yet", async () => {
    await page.goto(`${app.url}/recipes`);
    await expect(page.getByRole("heading", { level: 2, name: "Left behind" })).toBeVisible();
    const search = page.getByRole("searchbox", { name: "Search recipes" });
    await search.fill("birthday");
    await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Birthday"]);
    await expect(page.getByText("not known of anybody yet")).toBeVisible();
    await search.fill("soup");
    await expect(page.getByText("No recipe for that")).toBeVisible();
    await page.getByRole("button", { name: "Show all recipes" }).click();
    await expect(page.getByRole("heading", { level: 3, name: "Abandoned cart" })).toBeVisible();
  });

  await test.step("its page shows every message as customers read it, in both languages", async () => {
    await page.getByRole("link", { name: /^Look at it.*Welcome on signup/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Welcome on signup" })).toBeVisible();
    const email = page.frameLocator(`iframe[title="Email “${SUBJECT}”"]`);
    await expect(email.getByText("thank you for signing up")).toBeVisible();
    await page.getByRole("combobox", { name: "Language of the messages" }).click();
    await page.getByRole("option", { name: "Chinese" }).click();
    const chinese = page.frameLocator(`iframe[title="Email “欢迎来到${OWNER.shopName}”"]`);
    await expect(chinese.getByText("感谢您的注册")).toBeVisible();
    const need = page.getByRole("listitem").filter({ hasText: "Signed Up" }).first();
    await expect(need.getByText("not received yet")).toBeVisible();
    await expect(need.getByRole("link", { name: "Connect your shop" })).toHaveAttribute("href", "/connect");
  });

  await test.step("one press makes a draft, and it goes live", async () => {
    await page.getByRole("button", { name: /^Use this recipe/ }).click();
    await page.waitForURL(/\/workflows\/\d+$/);
    await page.getByRole("button", { name: /^Publish/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish now" }).click();
    await expect(page.getByText("Your workflow is live")).toBeVisible();
  });

  await test.step("who signs up is welcomed, and the gallery has seen the event", async () => {
    await app.identify(apiKey, "ana", { email: "ana@example.com", firstName: "Ana" });
    await app.track(apiKey, "ana", "Signed Up");
    await app.pass(MINUTE_MS);
    await page.goto(`${app.url}/messages`);
    await expect(
      page.getByRole("list", { name: "Messages" }).getByRole("link", { name: SUBJECT }),
    ).toBeVisible();
    await page.goto(`${app.url}/recipes/welcome`);
    await expect(page.getByText("once in the last 30 days")).toBeVisible();
  });

  await test.step("the first steps end with the live workflow", async () => {
    await page.goto(app.url);
    await expect(page.getByRole("heading", { name: "Your workflow is live" })).toBeVisible();
    await page.getByRole("button", { name: "Put away" }).click();
    await expect(page.getByRole("heading", { name: "Your workflow is live" })).toHaveCount(0);
  });
});
