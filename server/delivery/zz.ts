import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { spawn } from "node:child_process";
import { startPushService } from "../testing/push-service.ts";
import { createGuardedHttp } from "./guarded-http.ts";
import { smtpTransport } from "./smtp-transport.ts";
import { makeVapidKeys, sendWebPush } from "./web-push.ts";
if (!isMainThread) {
  const client = createGuardedHttp({ allow: [workerData.host] });
  parentPort!.postMessage(await sendWebPush({ subscription: workerData.subscription, payload: "x", vapid: {...makeVapidKeys(), subject: "mailto:a@b.c"}, ttlSeconds: 5 }, { client, now: 0 }));
} else if (process.argv[2]) {
  const w = new Worker(new URL(import.meta.url), { workerData: JSON.parse(process.argv[2]) });
  w.on("message", (m) => { console.log("worker:", m); process.exit(0); });
} else {
  const s = await startPushService();
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify({ host: s.host, subscription: s.subscribe() })], { env: { ...process.env, NODE_EXTRA_CA_CERTS: s.caPath }, stdio: "inherit" });
  child.on("exit", async () => { console.log("payload", s.all[0]?.payload); await s.close();
   for (const url of ["garbage", "", "http://x", "smtp://", "smtp://u:p%ZZ@h:25", "smtp://h:99999"]) { try { const t = smtpTransport({ url, timeouts: {connectMs: 500} }); console.log(JSON.stringify(url), JSON.stringify(await t.send({ from: "a@b.c", to: "d@e.f", subject: "x", text: "x" }))); t.close(); } catch (e) { console.log(url, "THROWS", String(e)); } }
   process.exit(0) });
}
