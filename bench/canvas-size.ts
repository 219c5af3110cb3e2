import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { chromiumLaunch } from "#e2e/chromium.ts";
import { signInAsOwner } from "#e2e/owner.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { abandonedCart } from "#workflows/recipes/abandoned-cart.ts";
import { seed } from "./seed.ts";

/** All JavaScript that a browser loads to show a workflow on the canvas. */
export async function measureCanvasSize(): Promise<string[]> {
  const app = await AppProcess.create();
  await seed(app.dataDir, abandonedCart.graph);
  await app.start();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const context = await browser.newContext();
    await signInAsOwner(context, app.url);
    const page = await context.newPage();
    const scripts = new Map<string, Promise<Buffer>>();
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.set(response.url(), response.body());
    });
    await page.goto(`${app.url}/workflows/1`, { waitUntil: "networkidle" });
    await page.locator("[data-node-type]").first().waitFor();
    const bodies = await Promise.all(scripts.values());
    const gzipped = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    return [
      `JavaScript of the canvas page, kB gzipped (under 350): ${Math.round(gzipped / 1024)} in ${bodies.length} files`,
    ];
  } finally {
    await browser.close();
    await app.close();
  }
}
