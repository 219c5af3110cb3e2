import { expect, it, onTestFinished } from "vitest";
import { startDoors } from "#server/testing/doors-rig.ts";
import { eachDatabase } from "#server/testing/each-database.ts";
import { startHookRig } from "#server/testing/hook-rig.ts";
import { makeDocument } from "./openapi.ts";
import { pushKey, refusedBatch, taken, takenBatch, takenRequest } from "./openapi-answers.ts";
import { errorAnswer } from "./rest/common-schemas.ts";

it("describes what the doors for events really answer", async () => {
  const doors = await startDoors();
  onTestFinished(() => doors.close());
  const good = { type: "track", userId: "ana", event: "Signed Up" };
  const bad = { type: "track", event: "Signed Up" };
  const post = async (path: string, body: object) => {
    const { status, json } = await doors.post(path, { ...body, writeKey: doors.key }, {});
    return { status, json };
  };
  for (const path of ["/v1/batch", "/v1/import"]) {
    const some = await post(path, { batch: [good, bad] });
    expect(some.status).toBe(200);
    expect(takenBatch.parse(some.json).errors).toHaveLength(1);
    const none = await post(path, { batch: [bad, bad] });
    expect(none.status).toBe(400);
    expect(refusedBatch.parse(none.json).errors).toHaveLength(2);
    const noBatch = await post(path, { batch: 1 });
    expect(noBatch.status).toBe(400);
    expect(errorAnswer.parse(noBatch.json)).toEqual(noBatch.json);
  }
  expect(taken.parse((await post("/v1/track", good)).json)).toEqual({ success: true });
  expect(pushKey.parse((await doors.send("/v1/push-key")).json).publicKey).not.toBe("");
  const { paths } = makeDocument("https://rekindle.example");
  const example = paths["/v1/push-subscriptions"]!.post!.requestBody!.content["application/json"]!.example;
  expect(taken.parse((await post("/v1/push-subscriptions", example as object)).json)).toEqual({
    success: true,
  });
});

it("says of a batch how long its own id is known, and the batch sent again under it counts once", async () => {
  const doors = await startDoors();
  onTestFinished(() => doors.close());
  const batch = [{ type: "track", userId: "ana", event: "Signed Up" }];
  for (let sent = 0; sent < 2; sent += 1)
    expect((await doors.post("/v1/batch", { batch, messageId: "batch-1" })).status).toBe(200);
  expect(doors.events()).toEqual(["Signed Up"]);
  const { paths } = makeDocument("https://rekindle.example");
  const { schema } = paths["/v1/batch"]!.post!.requestBody!.content["application/json"]!;
  expect(schema).toMatchObject({
    properties: { messageId: { description: expect.stringContaining("within 7 days") } },
  });
});

eachDatabase("the document", (open) => {
  it("describes what a hook really answers", async () => {
    const hooks = await startHookRig(open());
    onTestFinished(() => hooks.close());
    const editor = hooks.as("editor");
    const byEmail = { name: "Reviews", personKind: "email", personPath: "email" } as const;
    const { id, address } = await editor.create(byEmail);
    const eventNames = { ping: "" };
    await editor.setMapping({ ...byEmail, id, eventPath: "type", idPath: "n", eventNames });
    const send = async (n: number, type: string) => {
      const { status, json } = await hooks.post(address, { email: "ana@example.com", type, n });
      expect(status).toBe(202);
      return takenRequest.parse(json);
    };
    expect(await send(1, "paid")).toEqual({ success: true });
    expect(await send(1, "paid")).toEqual({ success: true, duplicate: true });
    expect(await send(2, "ping")).toEqual({ success: true, leftOut: true });
    await editor.switchOff({ id });
    expect(await send(3, "paid")).toEqual({ success: true, waiting: true });
  });
});
