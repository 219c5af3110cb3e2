import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { chromiumLaunch } from "#e2e/chromium.ts";
import { signInAsOwner } from "#e2e/owner.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { abandonedCart } from "#workflows/recipes/abandoned-cart.ts";
import { seed } from "./seed.ts";

/** All JavaScript that a browser runs to show a workflow on the canvas. */
export async function measureCanvasSize(): Promise<string[]> {
  const app = await AppProcess.create();
  await seed(app.dataDir, abandonedCart.graph);
  await app.start();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const context = await browser.newContext();
    await signInAsOwner(context, app.url);
    const page = await context.newPage();
    await page.goto(`${app.url}/workflows/1`, { waitUntil: "networkidle" });
    await page.locator("[data-node-type]").first().waitFor();
    // What the page runs; scripts that are fetched ahead for the next page are not in it.
    const sources = await page.evaluate(() =>
      [...document.scripts].filter((script) => script.src && !script.noModule).map((script) => script.src),
    );
    const urls = [...new Set(sources)];
    const bodies = await Promise.all(urls.map(async (url) => (await context.request.get(url)).body()));
    const gzipped = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    const kilobytes = Math.round(gzipped / 1024);
    return [
      `JavaScript of the canvas page, kB gzipped (at most 300): ${kilobytes} in ${bodies.length} files`,
    ];
  } finally {
    await browser.close();
    await app.close();
  }
}
