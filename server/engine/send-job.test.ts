import { describe, expect, it } from "vitest";
import { isEmailAddress } from "#server/delivery/email-address.ts";
import { parseParty, renderMessage } from "#server/delivery/render.ts";
import { readEnv } from "#server/env.ts";
import { Keys } from "#server/keys.ts";
import { readPreferencesToken, readUnsubscribeToken } from "#server/links.ts";
import { lifecycleSettings } from "#server/store/lifecycle-settings.ts";
import type { Profile } from "#server/store/profiles.ts";
import type { Settings } from "#server/store/settings.ts";
import { firstSteps, retention, sampleShop, sendingRules, trackingSettings } from "#server/store/settings.ts";
import { emailContent, pushContent, webhookContent } from "#server/testing/send-jobs.ts";
import { defaultBrand } from "#workflows/brand.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { topics } from "#workflows/topics.ts";
import { mailService, makeSendJob } from "./send-job.ts";

const NOW = Date.UTC(2026, 2, 10, 10);
const keys = new Keys({
  encryption: "0a".repeat(32),
  signing: "1b".repeat(32),
  session: "2c".repeat(32),
  vapid: { publicKey: "", privateKey: "" },
});
const settings: Settings = {
  shop: {
    shopName: "Käthe's",
    timezone: "Europe/Berlin",
    currency: "EUR",
    language: "en",
    postalAddress: "",
    consentRule: "granted",
  },
  brand: defaultBrand,
  smtp: null,
  provider: null,
  dkim: null,
  senders: { identities: [], defaultId: null },
  pace: { perMinute: null, perDay: null },
  texting: null,
  bounceDoor: null,
  bounceMailbox: null,
  bounceMailboxState: null,
  sentToday: null,
  sendingOff: false,
  sendingResumedAt: null,
  relook: null,
  webhookSigning: null,
  keyFingerprint: null,
  sampleShop: sampleShop.parse({}),
  firstSteps: firstSteps.parse({}),
  sendingRules: sendingRules.parse({}),
  tracking: trackingSettings.parse({}),
  retention: retention.parse({}),
  topics: topics.parse(undefined),
  inApp: { keyVersion: 1, trustIds: false },
  lifecycle: lifecycleSettings.parse({}),
  lifecycleWalk: { afterProfileId: null },
};
const ana: Profile = {
  id: 7,
  externalId: "ana",
  email: "ana@example.com",
  phone: null,
  name: "  Ana Maria Kovač",
  timezone: null,
  locale: "hr",
  attributes: { city: "Zagreb", email: "forged@example.com" },
  emailClaimed: false,
  isSample: false,
  trackingOff: false,
  createdAt: NOW,
  updatedAt: NOW,
  lastSeenAt: null,
};

function job(
  content: EffectContent,
  {
    variables = {},
    profile = ana,
    with: changed = settings,
  }: {
    variables?: Record<string, string>;
    profile?: Profile;
    with?: Settings;
  } = {},
) {
  const endpoint = content.channel === "webhook" ? content.url : "ana@example.com";
  const message = {
    id: 1,
    key: "k",
    endpoint,
    content,
    data: { event: { total: 5 }, profile: "hidden" },
    channel: content.channel,
  };
  return makeSendJob({ env: readEnv(variables), keys, settings: changed }, message, profile, null, NOW);
}
const smtp = { SMTP_URL: "smtp://mail.example:587", MAIL_FROM: "Shop <a@shop.example>" };

describe("capturing", () => {
  it("keeps everything for people who do not exist, also when there is a mail server", () => {
    const profile = { ...ana, isSample: true };
    for (const content of [emailContent(), pushContent(), webhookContent()]) {
      expect(job(content, { profile, variables: smtp }).capture, content.channel).toBe(true);
    }
  });

  it("keeps emails without a mail server, and nothing else", () => {
    expect(job(emailContent()).capture).toBe(true);
    expect(job(emailContent(), { variables: smtp }).capture).toBe(false);
    expect(job(webhookContent()).capture).toBe(false);
    expect(job(pushContent()).capture).toBe(false);
  });

  it("opens the mail server's password, and prefers the environment's server", () => {
    const saved = {
      host: "mail",
      port: 587,
      secure: false,
      unencrypted: false,
      user: "u",
      sealedPassword: keys.encrypt("secret"),
      from: "b@shop.example",
    };
    const stored = job(emailContent(), { with: { ...settings, smtp: saved } });
    expect(stored.sender).toMatchObject({
      smtp: { host: "mail", user: "u", pass: "secret" },
      from: "b@shop.example",
    });
    const both = job(emailContent(), { with: { ...settings, smtp: saved }, variables: smtp });
    expect(both.sender).toMatchObject({ smtp: { url: smtp.SMTP_URL }, from: smtp.MAIL_FROM });
  });
});

describe("a mail server is spoken to in the open", () => {
  const stored = { port: 587, secure: false, unencrypted: false, user: "", from: "b@shop.example" };
  const typed = (changes: Partial<Settings["smtp"]> & { host: string }, password: string | null = null) =>
    mailService(readEnv({}), keys, {
      ...settings,
      smtp: { ...stored, ...changes, sealedPassword: password && keys.encrypt(password) },
    }).smtp;
  const byUrl = (SMTP_URL: string) => mailService(readEnv({ SMTP_URL }), keys, settings).smtp;

  it("never when encryption was chosen, whether there is a password or not", () => {
    expect(typed({ host: "mail.example" })).toMatchObject({ requireTls: true, ignoreTls: false });
    expect(typed({ host: "10.0.0.5", user: "u" }, "secret")).toMatchObject({ requireTls: true });
    // Not even by settings that the form refuses.
    expect(typed({ host: "mail.example", user: "u", unencrypted: true }, "secret")).toMatchObject({
      requireTls: true,
    });
  });

  it("only as somebody chose it, or inside this machine", () => {
    expect(typed({ host: "relay", unencrypted: true })).toMatchObject({ requireTls: false, ignoreTls: true });
    for (const host of ["localhost", "127.0.0.1", "::1"])
      expect(typed({ host, user: "u" }, "secret"), host).toMatchObject({ requireTls: false });
  });

  it("by an address without a password, which may be a relay's", () => {
    expect(byUrl("smtp://mail.example:587")).toMatchObject({ requireTls: false });
    expect(byUrl("smtp://shop:secret@mail.example")).toMatchObject({ requireTls: true });
    expect(byUrl("smtp://shop:secret@127.0.0.1:2525")).toMatchObject({ requireTls: false });
  });
});

describe("the unsubscribe link", () => {
  it("stands for this person, channel and topic", () => {
    const { unsubscribeUrl } = job(emailContent({ topic: "news" }), {
      variables: { PUBLIC_URL: "https://shop.example/" },
    });
    expect(unsubscribeUrl).toMatch(/^https:\/\/shop\.example\/unsubscribe\//);
    const token = unsubscribeUrl!.split("/").at(-1)!;
    expect(readUnsubscribeToken(keys, token)).toEqual({ profileId: 7, channel: "email", topic: "news" });
  });

  it("stands beside the one to choose what to get, for templates too", () => {
    const { unsubscribeUrl, preferencesUrl, data } = job(emailContent(), {
      variables: { PUBLIC_URL: "https://shop.example" },
    });
    expect(preferencesUrl).toMatch(/^https:\/\/shop\.example\/preferences\//);
    expect(readPreferencesToken(keys, preferencesUrl!.split("/").at(-1)!)).toBe(7);
    expect(data).toMatchObject({ unsubscribe_url: unsubscribeUrl, preferences_url: preferencesUrl });
    const receipt = job(emailContent({ transactional: true }));
    expect(receipt.preferencesUrl).toBeNull();
    expect(receipt.data).toMatchObject({ unsubscribe_url: null, preferences_url: null });
  });

  it("is not in transactional messages nor in webhooks", () => {
    expect(job(emailContent({ transactional: true })).unsubscribeUrl).toBeNull();
    expect(job(webhookContent()).unsubscribeUrl).toBeNull();
  });
});

it("gives templates the person, the shop and the run's data, none of them hidden by another", () => {
  expect(job(emailContent()).data).toMatchObject({
    event: { total: 5 },
    profile: { id: 7, email: "ana@example.com", firstName: "Ana", city: "Zagreb", zone: "Europe/Berlin" },
    shop: { name: "Käthe's", currency: "EUR", locale: "en" },
    now: NOW,
  });
  const nameless = job(emailContent(), { profile: { ...ana, name: " ", timezone: "Europe/Zagreb" } });
  expect(nameless.data.profile).toMatchObject({ firstName: null, zone: "Europe/Zagreb" });
});

it.each([
  "http://192.168.1.5:3000",
  "http://[::1]:3000",
  "http://localhost:3000",
  "http://shop",
  "https://shop.example",
])("writes emails that can be read in the outbox at %s", (PUBLIC_URL) => {
  const made = job(emailContent(), { variables: { PUBLIC_URL } });
  expect(isEmailAddress(parseParty(made.sender.from, "Shop").address)).toBe(true);
  expect(renderMessage(made).kind).toBe("email");
});
