import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium } from "@playwright/test";
import { chromiumLaunch } from "#e2e/chromium.ts";
import { signInAsOwner } from "#e2e/owner.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { abandonedCart } from "#workflows/recipes/abandoned-cart.ts";
import { seed } from "./seed.ts";

/** Longer than a page waits before it fetches what shows toasts. */
const AFTERWARDS_MS = 8_000;

/** The window of a page in which the scripts were noted that it ran until the workflow was drawn. */
type NotedWindow = Window & { scriptsToDraw?: string[] };

/** All JavaScript that a browser runs to show a workflow on the canvas, and what it fetches by itself after that. */
export async function measureCanvasSize(): Promise<string[]> {
  const app = await AppProcess.create();
  await seed(app.dataDir, abandonedCart.graph);
  await app.start();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const context = await browser.newContext();
    await signInAsOwner(context, app.url);
    const page = await context.newPage();
    await page.addInitScript(noteScriptsToDraw);
    await page.goto(`${app.url}/workflows/1`);
    const noted = await page.waitForFunction(() => (window as NotedWindow).scriptsToDraw);
    const toDraw = (await noted.jsonValue()) ?? [];
    await page.waitForTimeout(AFTERWARDS_MS);
    const all = await page.evaluate(() =>
      [...document.scripts].filter((script) => script.src && !script.noModule).map((script) => script.src),
    );
    const afterwards = [...new Set(all)].filter((url) => !toDraw.includes(url));
    return [
      `JavaScript of the canvas page until the workflow is drawn, kB gzipped (at most 300): ${await size(context, toDraw)}`,
      `What it fetches by itself after that, kB gzipped: ${await size(context, afterwards)}`,
    ];
  } finally {
    await browser.close();
    await app.close();
  }
}

/**
 * Runs in the page. Notes what the page runs, or has asked for, at the moment at which the steps are connected, which is
 * the last that is drawn. What it fetches after that, such as the toasts, nobody waits for; and scripts that are fetched
 * ahead for the next page are not run.
 */
function noteScriptsToDraw(): void {
  const observer = new MutationObserver(() => {
    if (!document.querySelector("[data-node-type]") || !document.querySelector(".react-flow__edge-path"))
      return;
    observer.disconnect();
    const scripts = [...document.scripts].filter((script) => script.src && !script.noModule);
    (window as NotedWindow).scriptsToDraw = [...new Set(scripts.map((script) => script.src))];
  });
  observer.observe(document, { childList: true, subtree: true });
}

async function size(context: BrowserContext, urls: string[]): Promise<string> {
  const bodies = await Promise.all(urls.map(async (url) => (await context.request.get(url)).body()));
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  return `${Math.round(bytes / 1024)} in ${urls.length} files`;
}
