import { parentPort, workerData } from "node:worker_threads";
import { yieldToOthers } from "#server/thread.ts";
import { type MjmlText, readMjml } from "./read-mjml.ts";

// The thread that reads MJML and is ended when that takes too long.
if ((workerData as { yields: boolean }).yields) yieldToOthers();
parentPort?.on("message", async (text: MjmlText) => parentPort?.postMessage(await readMjml(text)));
// The first one loads the reader, which is no fault of the email.
await readMjml({ mjml: "<mjml><mj-body></mj-body></mjml>", checks: false });
parentPort?.postMessage("ready");
