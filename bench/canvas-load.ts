import { type Browser, type BrowserContextOptions, chromium } from "@playwright/test";
import { chromiumLaunch } from "#e2e/chromium.ts";
import { signInAsOwner } from "#e2e/owner.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { abandonedCart } from "#workflows/recipes/abandoned-cart.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";

/** From opening a workflow's page, by a browser that has nothing of it yet, until a step can be chosen. */
export async function measureCanvasLoad(): Promise<string[]> {
  const app = await AppProcess.create();
  await seed(app.dataDir, abandonedCart.graph);
  await app.start();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const context = await browser.newContext();
    await signInAsOwner(context, app.url);
    const storageState = await context.storageState();
    await context.close();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(await openOnce(browser, { storageState }, `${app.url}/workflows/1`));
    }
    return [`From opening the canvas to a step that is chosen, ms (at most 1,500): ${show(spread(times))}`];
  } finally {
    await browser.close();
    await app.close();
  }
}

async function openOnce(browser: Browser, signedIn: BrowserContextOptions, url: string): Promise<number> {
  const context = await browser.newContext(signedIn);
  const page = await context.newPage();
  const begun = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("[data-node-type]").first().click();
  await page.locator(".react-flow__node.selected").waitFor();
  const passed = performance.now() - begun;
  await context.close();
  return passed;
}
