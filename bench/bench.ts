import { measureAdvanceRuns } from "./advance-runs.ts";
import { measureBatchEvents } from "./batch-events.ts";
import { measureCanvasDrag } from "./canvas-drag.ts";
import { measureCanvasLoad } from "./canvas-load.ts";
import { measureCanvasSize } from "./canvas-size.ts";
import { measureDueWork } from "./due-work.ts";
import { measureEmails } from "./emails.ts";
import { measureEventToWebhook } from "./event-to-webhook.ts";
import { measureEventsPerSecond } from "./events-per-second.ts";
import { measureHalfLoad } from "./half-load.ts";
import { measureEventImport, measureImport } from "./import.ts";
import { measureInLargeShop } from "./in-large-shop.ts";
import { measureInactivitySwitchOn } from "./inactivity-switch-on.ts";
import { measurePushes } from "./pushes.ts";
import { measureCohorts } from "./retention.ts";
import { measureSegmentCount } from "./segment-count.ts";
import { measureStartAndMemory } from "./start-and-memory.ts";
import { measureWhileMailing } from "./while-mailing.ts";
import { measureWithWorkflows } from "./with-workflows.ts";

/** `npm run bench [-- name …]`: median and range of five rounds, where not said otherwise. docs/benchmarks.md says what each one means. */
const measurements = {
  events: measureEventsPerSecond,
  batch: measureBatchEvents,
  "half-load": measureHalfLoad,
  "with-workflows": measureWithWorkflows,
  webhook: measureEventToWebhook,
  emails: measureEmails,
  "while-mailing": measureWhileMailing,
  pushes: measurePushes,
  due: measureDueWork,
  advance: measureAdvanceRuns,
  inactivity: measureInactivitySwitchOn,
  import: measureImport,
  "import-events": measureEventImport,
  segments: measureSegmentCount,
  cohorts: measureCohorts,
  "large-shop": measureInLargeShop,
  start: measureStartAndMemory,
  canvas: measureCanvasSize,
  "canvas-load": measureCanvasLoad,
  "canvas-drag": measureCanvasDrag,
};

const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n${name}`);
  for (const line of await measure()) console.log(`  ${line}`);
}
