import { afterAll, beforeAll, expect, it } from "vitest";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";
import { ACCOUNT_SID, AUTH_TOKEN, signAsService } from "#server/testing/texting-service.ts";
import { makeCallbackToken } from "#server/texts/callback-address.ts";

const PUBLIC_URL = "https://shop.example";
const help = { MessageSid: "SM1", From: "+385911234567", Body: "HELP" };

let doors: DoorsRig;
let path: string;
beforeAll(async () => {
  doors = await startDoors({ PUBLIC_URL });
  const { rig } = doors;
  const sealedCallback = makeCallbackToken(rig.keys);
  path = `/texts/${rig.keys.decrypt(sealedCallback)}`;
  await rig.set("texting", {
    ...{ accountSid: ACCOUNT_SID, sealedToken: rig.keys.encrypt(AUTH_TOKEN), sealedCallback },
    ...{ smsFrom: "+15551230000", whatsappFrom: "", baseUrl: "https://api.twilio.com" },
  });
});
afterAll(() => doors.close());

const post = (signature: string, at = path) =>
  doors.send(at, {
    method: "POST",
    body: new URLSearchParams(help),
    headers: { "x-twilio-signature": signature },
  });

it("is a door of the server, signed for the address by which the world knows it", async () => {
  const answer = await post(signAsService(PUBLIC_URL + path, help));
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining("<Message>These messages are") });
  expect(answer.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  expect(await post(signAsService(doors.url + path, help))).toMatchObject({
    ...{ status: 403, json: { error: { code: "wrong-signature" } } },
  });
  expect(await post("", "/texts/other")).toMatchObject({
    ...{ status: 404, json: { error: { code: "unknown-address" } } },
  });
  expect(doors.pages).toEqual([]);
});
