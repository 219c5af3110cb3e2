import { expect, type Page, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";

const MINUTE_MS = 60_000;
/** For one email address, within a quarter of an hour. */
const TRIES_MAX = 10;

test("the first visit makes the owner, and nothing is open before", async ({ app, page }) => {
  await test.step("before there is an owner, every page leads to the setup and the API is closed", async () => {
    for (const path of ["/", "/workflows", "/settings/people", "/profiles/1", "/sign-in"]) {
      await page.goto(`${app.url}${path}`);
      await expect(page).toHaveURL(`${app.url}/setup`);
    }
    for (const query of ["overview.get", "people.list", "apiKeys.list", "settings.get"]) {
      expect((await page.request.get(`${app.url}/api/trpc/${query}`)).status()).toBe(401);
    }
    for (const mutation of ["sampleShop.load", "people.invite", "apiKeys.create"]) {
      const response = await page.request.post(`${app.url}/api/trpc/${mutation}`, {
        data: { name: "Shop", role: "owner", origin: app.url },
      });
      expect(response.status()).toBe(401);
    }
    expect((await app.send("/v1/track", "rk_guess", { userId: "ana", event: "Signed Up" })).status).toBe(401);
  });

  await test.step("a weak password is refused in words", async () => {
    await fillAccount(page, "short");
    const password = page.getByLabel("Password", { exact: true });
    await page.getByRole("button", { name: "Next: your shop" }).click();
    expect(await password.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain("10");
    // A browser that does not check lets the server say it, which leads back to the step that it is about.
    await page.locator("form").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.getByRole("button", { name: "Next: your shop" }).click();
    await fillShop(page);
    await page.getByRole("button", { name: "Create my shop" }).click();
    await expect(page.getByText("Use at least 10 characters")).toBeVisible();
    await expect(page.getByText("Step 1 of 2")).toBeVisible();
  });

  await test.step("back and forward lead from one step to the other, and keep what was entered", async () => {
    await fillAccount(page, OWNER.password);
    await page.getByRole("button", { name: "Next: your shop" }).click();
    await expect(page.getByText("Step 2 of 2")).toBeVisible();
    await page.goBack();
    await expect(page.getByLabel("Your name")).toHaveValue(OWNER.name);
    await page.goForward();
    await expect(page.getByLabel("Shop name")).toHaveValue(OWNER.shopName);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue(OWNER.password);
  });

  await test.step("the owner lands on the overview", async () => {
    await page.getByRole("button", { name: "Next: your shop" }).click();
    await fillShop(page);
    await page.getByRole("button", { name: "Create my shop" }).click();
    await expect(page.getByRole("heading", { name: "Where do you want to begin?" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Load the sample shop" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Connect my shop" })).toBeVisible();
    await page.getByRole("link", { name: "Neither for now" }).click();
    await expectOverview(page);
    await expect(page.getByRole("heading", { name: "Getting started" })).toBeVisible();
    await page.getByRole("button", { name: "Put away" }).click();
    await page.getByRole("button", { name: "Show the first steps" }).click();
    await expect(page.getByRole("heading", { name: "Getting started" })).toBeVisible();
  });

  await test.step("signing out closes everything again", async () => {
    await signOut(page);
    await page.goto(`${app.url}/profiles`);
    await expect(page).toHaveURL(/\/sign-in/);
    expect((await page.request.get(`${app.url}/api/trpc/overview.get`)).status()).toBe(401);
  });

  await test.step("a wrong password is told without telling what was wrong", async () => {
    await signIn(page, OWNER.email, "wrong horse battery");
    await expect(page.getByText("The email address or the password is wrong.")).toBeVisible();
    await signIn(page, "nobody@example.com", OWNER.password);
    await expect(page.getByText("The email address or the password is wrong.")).toBeVisible();
  });

  await test.step("the right one signs in", async () => {
    await signIn(page, OWNER.email, OWNER.password);
    await expectOverview(page);
    await signOut(page);
  });

  await test.step("too many tries have to wait, even with the right password", async () => {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const response = await page.request.post(`${app.url}/api/auth/sign-in/email`, {
        data: { email: OWNER.email, password: `guess number ${tries}` },
        headers: { origin: app.url },
      });
      expect(response.status()).toBe(401);
    }
    await signIn(page, OWNER.email, OWNER.password);
    await expect(page.getByText("Too many tries. Wait 15 minutes, then try again.")).toBeVisible();
    await app.pass(16 * MINUTE_MS);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expectOverview(page);
  });

  await test.step("the setup is closed for good", async () => {
    await signOut(page);
    await page.goto(`${app.url}/setup`);
    await expect(page).toHaveURL(/\/sign-in/);
    const response = await page.request.post(`${app.url}/api/auth/create-owner`, {
      data: { ...OWNER, email: "second@example.com" },
      headers: { origin: app.url },
    });
    expect(response.status()).toBe(409);
    expect(await response.json()).toMatchObject({ code: "OWNER_EXISTS" });
  });
});

test("the shop has its name and time zone from the first visit on", async ({ app, ownerPage: page }) => {
  await page.goto(app.url);
  await expect(page.getByRole("heading", { name: OWNER.shopName, level: 1 })).toBeVisible();
  await page.goto(`${app.url}/settings`);
  await expect(page.getByLabel("Shop name")).toHaveValue(OWNER.shopName);
  await expect(page.getByLabel("Time zone")).toHaveText(OWNER.timezone);
});

async function expectOverview(page: Page): Promise<void> {
  await expect(page.getByText(`Welcome, ${OWNER.name}.`)).toBeVisible();
}

async function fillAccount(page: Page, password: string): Promise<void> {
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Email").fill(OWNER.email);
  await page.getByLabel("Password", { exact: true }).fill(password);
}

/** The zone and the currency are guessed. */
async function fillShop(page: Page): Promise<void> {
  await page.getByLabel("Shop name").fill(OWNER.shopName);
  await expect(page.getByLabel("Time zone")).toContainText("Europe/Berlin");
  await expect(page.getByLabel("Currency")).toContainText("EUR");
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: OWNER.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
}
