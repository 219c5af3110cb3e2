import { statSync } from "node:fs";
import { join } from "node:path";
import { openSqlite } from "#server/database/sqlite.ts";
import { type Api, apiOf } from "./api.ts";
import { DAY_MS, expect, HOUR_MS, type TestApp, test } from "./fixtures.ts";
import { signInAsOwner } from "./owner.ts";
import { callWebhook, publishWorkflow, sendEmail } from "./workflows.ts";

test.use({ mailServer: true });

let api: Api;
let key: string;
test.beforeEach(async ({ app, context }) => {
  await signInAsOwner(context, app.url);
  api = apiOf(context, app);
  ({ key } = await api.apiKeys.create.mutate({ name: "Shop" }));
});

test("an email that may have arrived is not sent again, and the run goes on", async ({
  app,
  sink,
  receiver,
}) => {
  await publishWorkflow(api, "Hello", "Said Hello", [
    sendEmail("Hello"),
    callWebhook(`${receiver.url}/next`),
  ]);
  await app.identify(key, "ana", { email: "ana@example.net" });
  sink.trouble("message", "silence");
  await app.track(key, "ana", "Said Hello");
  expect((await sink.read.next()).envelope.to).toEqual(["ana@example.net"]);
  await app.kill();
  expect(messagesIn(app)).toMatchObject([{ channel: "email", status: "handed" }]);

  await app.startAgain(HOUR_MS);
  expect((await receiver.next()).path).toBe("/next");
  await app.pass(2 * DAY_MS);
  expect(messagesIn(app)).toMatchObject([
    { channel: "email", status: "unknown", reason: "message.interrupted" },
    { channel: "webhook", status: "sent" },
  ]);
  expect(sink.read.all).toHaveLength(1);
  expect(receiver.all).toHaveLength(1);
});

test("a webhook that may have arrived is tried again so that its receiver can tell", async ({
  app,
  receiver,
}) => {
  await publishWorkflow(api, "Tell", "Told", [callWebhook(`${receiver.url}/told`)]);
  receiver.answer("silence");
  await app.track(key, "ana", "Told");
  const first = await receiver.next();
  await app.kill();

  await app.startAgain(HOUR_MS);
  // The wait after a first attempt.
  await app.pass(HOUR_MS);
  const second = await receiver.next();
  expect(first.headers["webhook-id"]).toMatch(/\S/);
  expect(second.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
  expect(second.body).toBe(first.body);
  await app.pass(2 * DAY_MS);
  expect(messagesIn(app)).toMatchObject([{ channel: "webhook", status: "sent" }]);
  expect(receiver.all).toHaveLength(2);
});

test("what the server stores cannot be read by other users of the machine", async ({ app }) => {
  for (const file of ["rekindle.db", "rekindle.db-wal", "keys.json"])
    expect(statSync(join(app.process.dataDir, file)).mode & 0o077, file).toBe(0);
});

/** As they stand in the database, in the order in which they were made. */
function messagesIn(app: TestApp): unknown[] {
  const { connection } = openSqlite(join(app.process.dataDir, "rekindle.db"), { readonly: true });
  try {
    return connection
      .prepare("select channel, status, reason_code as reason from messages order by id")
      .all();
  } finally {
    connection.close();
  }
}
