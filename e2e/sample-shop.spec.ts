import { hashToUnit } from "#workflows/hash.ts";
import { HOLDOUT_PERCENT } from "#workflows/recipes/steps.ts";
import { apiOf } from "./api.ts";
import { expect, HOUR_MS, type Page, type TestApp, test } from "./fixtures.ts";

const SUBJECT = "It has been a while";

test("a recipe is tried on the sample shop, published, and read as the customer sees it", async ({
  app,
  ownerPage: page,
}) => {
  test.slow();
  await test.step("the sample shop loads before one's eyes", async () => {
    await page.goto(app.url);
    await page.getByRole("button", { name: "Load the sample shop" }).click();
    await expect(page.getByRole("progressbar", { name: "Loading the sample shop" })).toBeVisible();
    await expect(page.getByText("The sample shop is ready")).toBeVisible({ timeout: 150_000 });
    await expect(page.getByRole("region", { name: "Figures" }).getByText("2,000")).toBeVisible();
  });
  await test.step("the recipe says what it does and what it needs", async () => {
    await page.goto(`${app.url}/recipes`);
    await expect(
      page
        .getByRole("listitem")
        .filter({ hasText: /^Order Completed\s*only in the sample shop so far/ })
        .first(),
    ).toBeVisible();
    await page.getByRole("button", { name: /^Use this recipe.*Win-back after inactivity$/ }).click();
    await page.waitForURL(/\/workflows\/\d+$/);
    await expect(page.getByRole("heading", { name: "Win-back after inactivity" })).toBeVisible();
  });

  const workflowId = Number(/\d+$/.exec(page.url())?.[0]);
  const customer = await findCustomer(page, app, workflowId);

  await test.step("it runs on a fast clock for one of the customers", async () => {
    await page.getByRole("button", { name: "Try it" }).click();
    const panel = page.getByRole("region", { name: "Run on a fast clock" });
    await panel.getByRole("button", { name: /Choose another profile/ }).click();
    await page.getByRole("searchbox", { name: "Search profiles" }).fill(customer.email);
    await page.getByRole("button", { name: customer.name }).click();
    await expect(panel.getByRole("button", { name: `For ${customer.name}` })).toBeVisible();
    await panel.getByRole("button", { name: "Start the test" }).click();

    const next = panel.getByRole("button", { name: "One step", exact: true });
    const happened = panel.getByRole("list", { name: "What happens" });
    while (await next.isEnabled()) await next.click();
    await expect(happened.getByText("Sends an email")).toHaveCount(3);
    await expect(happened.getByText(/^Waits until /)).toHaveCount(2);
    await expect(happened.getByText("Reached the end of the workflow")).toBeVisible();
    const email = panel.frameLocator(`iframe[title^="Email “${SUBJECT}"]`);
    await expect(email.getByText(`Hello ${customer.firstName},`)).toBeVisible();
    await panel.getByRole("button", { name: "Close" }).click();
    await page.goto(`${app.url}/messages`);
    await expect(page.getByText("No messages yet")).toBeVisible();
    await page.goBack();
  });

  await test.step("it is published for those who have been quiet for long, too", async () => {
    await page.getByRole("button", { name: /^Publish/ }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(/^\d[\d,]* people have already been quiet for longer$/)).toBeVisible();
    await expect(dialog.getByLabel("Only for people who go quiet from now on")).toBeChecked();
    await dialog.getByLabel("Start for them too, a few at a time").check();
    await dialog.getByRole("button", { name: "Publish now" }).click();
    await expect(page.getByText("Your workflow is live")).toBeVisible();
    await app.pass(HOUR_MS);
    await expect(page.locator('[data-node-type="delay"]').first()).toContainText(/[1-9]\d* waiting/);
  });

  await test.step("the message is kept, and read as the customer would see it", async () => {
    await page.goto(`${app.url}/messages?status=sent`);
    const list = page.getByRole("list", { name: "Messages" });
    await list.getByRole("link", { name: SUBJECT }).first().click();
    await expect(page.getByText("This message was kept here")).toBeVisible();
    const email = page.frameLocator('iframe[title="The email as its reader sees it"]');
    await expect(email.getByText("we have not seen you for some time")).toBeVisible();
    await expect(email.getByRole("link", { name: /unsubscribe/i })).toBeVisible();
  });

  await test.step("the person's timeline says why they got it", async () => {
    await page.getByRole("main").locator('a[href^="/profiles/"]').click();
    await expect(page.getByText("Sample", { exact: true })).toBeVisible();
    const today = page.getByRole("region", { name: "Today" });
    await expect(today.getByText("Entered the workflow")).toBeVisible();
    await expect(today.getByRole("link", { name: SUBJECT })).toBeVisible();
    await expect(page.getByText("At “Wait”")).toBeVisible();
    await expect(page.getByText(/^Waits until .*, in 7 days$/)).toBeVisible();
    await expect(page.getByText("Order Completed").first()).toBeVisible();
  });

  await test.step("the sample shop is gone with one press", async () => {
    await page.goto(app.url);
    await page.getByRole("button", { name: "Remove the sample shop" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove it" }).click();
    await expect(page.getByText("The sample shop was removed")).toBeVisible({ timeout: 150_000 });
    await page.goto(`${app.url}/profiles`);
    await expect(page.getByText("0 profiles", { exact: true })).toBeVisible();
    await expect(page.getByText("No profiles yet")).toBeVisible();
    await page.goto(`${app.url}/messages`);
    await expect(page.getByText("No messages yet")).toBeVisible();
  });
});

/** One of the sample's customers who has agreed to emails, reads English, and is not left out of the workflow by lot. */
async function findCustomer(
  page: Page,
  app: TestApp,
  workflowId: number,
): Promise<{ name: string; firstName: string; email: string }> {
  const api = apiOf(page.context(), app);
  const { profiles } = await api.profiles.list.query({});
  for (const { id, name, email } of profiles) {
    if (hashToUnit(`${workflowId}:holdout:${id}`) < HOLDOUT_PERCENT / 100) continue;
    const { consents, locale } = await api.profiles.get.query({ id });
    if (!locale?.startsWith("en")) continue;
    const agreed = consents.some(({ channel, state }) => channel === "email" && state === "granted");
    if (name && email && agreed) return { name, email, firstName: name.split(" ")[0] ?? name };
  }
  throw new Error("nobody of the first page agreed to emails");
}
