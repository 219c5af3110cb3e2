import { globSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { fillShop } from "./filled-shop.ts";
import { expect, type Page, type TestApp, test } from "./fixtures.ts";
import { OWNER } from "./owner.ts";
import { outsidePlacesOf, type Place, placesOf } from "./places.ts";

const PHONE = { width: 375, height: 760 };
const DESKTOP = { width: 1280, height: 800 };

/** Emails stand in frames without scripts, and axe tries to come in; the browser notes it some time later. */
const AXE_IN_AN_EMAIL = "Blocked script execution in 'about:srcdoc'";

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
  const shop = await fillShop(page, app, receiver.url);
  const places = [...placesOf(shop), ...outsidePlacesOf(shop)].map(
    ([path]) => new URL(path, app.url).pathname,
  );
  expect(
    routes().filter((route) => !places.some((path) => route.test(path)) && !route.test("/setup")),
  ).toEqual([]);
  await checkPages(page, app, placesOf(shop));
  await page.context().clearCookies();
  await checkPages(page, app, outsidePlacesOf(shop));

  // The browser itself notes that a page which does not exist was answered with 404.
  expect(troubles.filter((text) => !text.includes("status of 404"))).toEqual([]);
});

/** The addresses of all pages, as the folders of `app` have them. */
function routes(): RegExp[] {
  return globSync("app/**/page.tsx").map((file) => {
    const path = file.replace(/^app|\/page\.tsx$/g, "").replace(/\/\([^)]+\)/g, "");
    return new RegExp(`^${path.replace(/\[\w+\]/g, "[^/]+") || "/"}$`);
  });
}

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
