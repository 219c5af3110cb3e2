import { afterEach, beforeEach, expect, it } from "vitest";
import { consentState } from "#server/store/consents.ts";
import { type DoorsRig, startDoors } from "#server/testing/doors-rig.ts";

let doors: DoorsRig;
/** The path of the link in the mail that was sent to Ana. */
let link: string;
beforeEach(async () => {
  doors = await startDoors();
  const { key } = await doors.apiKeys.create("Site", doors.rig.clock.now(), { kind: "write" });
  const asked = { userId: "ana", traits: { email: "ana@example.com" }, consent: { email: "pending" } };
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  expect((await doors.post("/v1/identify", asked, { authorization })).status).toBe(200);
  await doors.rig.engine.settled();
  link = new URL(String(doors.rig.sent[0]?.data.confirm_url)).pathname;
});
afterEach(() => doors.close());

const consent = async () =>
  consentState(doors.database, (await doors.rig.profile("ana")).id, "email", "marketing");
const press = (path = link, fields: Record<string, string> = { do: "confirm" }) =>
  doors.send(path, { method: "POST", body: new URLSearchParams(fields) });

it("changes nothing when a link is only opened, as scanners do", async () => {
  for (const method of ["GET", "HEAD"]) expect((await doors.send(link, { method })).status).toBe(200);
  expect(doors.pages.map(({ url }) => url)).toEqual([link, link]);
  expect(await consent()).toBe("pending");
});

it("changes nothing for a post without the form's field, as mail programs and scanners send", async () => {
  expect((await press(link, { "List-Unsubscribe": "One-Click" })).status).toBe(400);
  expect((await press(link, {})).status).toBe(400);
  expect(await consent()).toBe("pending");
});

it("takes the press of the button, and leads back to the page", async () => {
  const answer = await press(`${link}?from=mail`);
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe(link);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(await consent()).toBe("granted");
  expect((await doors.rig.profile("ana")).emailClaimed).toBe(false);
  expect((await press()).status).toBe(303);
});

it.each([
  ["made up", () => "/confirm/abc.def"],
  ["without a signature", () => link.split(".")[0]!],
  ["cut short", () => link.slice(0, -1)],
])("refuses a link that is %s", async (_what, path) => {
  const answer = await press(path());
  expect(answer.status).toBe(404);
  expect(answer.json.error?.code).toBe("unknown-link");
  expect(await consent()).toBe("pending");
});
