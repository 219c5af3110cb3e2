import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { Keys } from "#server/keys.ts";
import {
  newSecrets,
  OLD_SECRET_SIGNS_MS,
  openSecrets,
  rotateSecrets,
  sealSecrets,
  signedHeaders,
} from "./secret.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const body = JSON.stringify({
  type: "run.finished",
  timestamp: "2026-03-10T10:00:00.000Z",
  data: { name: "Zoë" },
});
const notice = { webhookId: "ntc_1", body };

// The published library looks at the clock of the machine.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

it("signs as the published library verifies", () => {
  const secrets = newSecrets();
  expect(secrets.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const headers = signedHeaders(secrets, notice, NOW);
  expect(new Webhook(secrets.secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(() => new Webhook(secrets.secret).verify(`${body} `, headers)).toThrow("No matching signature");
  expect(() => new Webhook(newSecrets().secret).verify(body, headers)).toThrow("No matching signature");
});

it("signs with the old secret too for a day after it was changed", () => {
  const old = newSecrets();
  const rotated = rotateSecrets(old, newSecrets(), NOW - OLD_SECRET_SIGNS_MS + 1);
  const inTime = signedHeaders(rotated, notice, NOW);
  for (const { secret } of [old, rotated]) expect(new Webhook(secret).verify(body, inTime)).toBeTruthy();

  const late = signedHeaders(rotated, notice, NOW + 1);
  expect(new Webhook(rotated.secret).verify(body, late)).toBeTruthy();
  expect(() => new Webhook(old.secret).verify(body, late)).toThrow("No matching signature");
});

it("is kept encrypted, and read with this installation's keys alone", () => {
  const random = () => randomBytes(32).toString("hex");
  const makeKeys = () =>
    new Keys({ encryption: random(), signing: random(), session: random(), vapid: makeVapidKeys() });
  const keys = makeKeys();
  const secrets = rotateSecrets(newSecrets(), newSecrets(), NOW);
  const sealed = sealSecrets(keys, secrets);
  expect(sealed).not.toContain(secrets.secret.slice(6, 20));
  expect(openSecrets(keys, sealed)).toEqual(secrets);
  expect(() => openSecrets(makeKeys(), sealed)).toThrow();
});
