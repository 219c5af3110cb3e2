import { chromium, type Page } from "@playwright/test";
import { chromiumLaunch } from "#e2e/chromium.ts";
import { signInAsOwner } from "#e2e/owner.ts";
import { AppProcess } from "#server/testing/app-process.ts";
import { largeGraph } from "./large-graph.ts";
import { ROUNDS, show, spread } from "./rounds.ts";
import { seed } from "./seed.ts";

const DRAG_MS = 3_000;
/** Of the circle in which the pointer goes around. */
const RADIUS_PX = 120;
const TURN_MS = 1_500;

/** How smoothly a step follows the pointer in a workflow of 300 steps, seen from as far off as the canvas allows. */
export async function measureCanvasDrag(): Promise<string[]> {
  const graph = largeGraph();
  const app = await AppProcess.create();
  await seed(app.dataDir, graph);
  await app.start();
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await signInAsOwner(context, app.url);
    const page = await context.newPage();
    await page.goto(`${app.url}/workflows/1`, { waitUntil: "networkidle" });
    await page
      .locator("[data-node-type]")
      .nth(graph.nodes.length - 1)
      .waitFor();
    const rates: number[] = [];
    // Another row each time: what was dragged before may lie over its neighbours.
    for (let round = 0; round < ROUNDS; round++)
      rates.push(await dragOnce(page, `step-${1 + round}-${12 + 2 * round}`));
    return [
      `Frames/s while a step is dragged among ${graph.nodes.length} (at least 50): ${show(spread(rates))}`,
    ];
  } finally {
    await browser.close();
    await app.close();
  }
}

/** Frames per second while one step goes round and round. */
async function dragOnce(page: Page, nodeId: string): Promise<number> {
  const node = page.locator(`.react-flow__node[data-id="${nodeId}"]`);
  const box = await node.boundingBox();
  if (!box) throw new Error(`the step ${nodeId} is not on the screen`);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 4;
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The first movement begins the drag; what it costs once is not what a frame costs.
  await page.mouse.move(x + RADIUS_PX / 2, y, { steps: 4 });
  await page.evaluate(startCounting);
  const begun = performance.now();
  for (let passed = 0; passed < DRAG_MS; passed = performance.now() - begun) {
    const angle = (passed / TURN_MS) * 2 * Math.PI;
    await page.mouse.move(x + RADIUS_PX * Math.cos(angle), y + RADIUS_PX * Math.sin(angle));
  }
  const rate = await page.evaluate(stopCounting);
  const after = await node.boundingBox();
  await page.mouse.up();
  if (!after || Math.hypot(after.x - box.x, after.y - box.y) < RADIUS_PX / 2) {
    throw new Error(`the step ${nodeId} did not follow the pointer`);
  }
  return rate;
}

declare global {
  interface Window {
    countedFrames: { times: number[]; counting: boolean };
  }
}

/** Runs in the page. */
function startCounting(): void {
  const frames = { times: [] as number[], counting: true };
  window.countedFrames = frames;
  const tick = (time: number) => {
    frames.times.push(time);
    if (frames.counting) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

/** Runs in the page. */
function stopCounting(): number {
  const frames = window.countedFrames;
  frames.counting = false;
  const [first = 0, last = 0] = [frames.times[0], frames.times.at(-1)];
  return ((frames.times.length - 1) / (last - first)) * 1000;
}
