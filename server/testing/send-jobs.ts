import type { SendJob } from "#server/delivery/job.ts";
import { makeVapidKeys } from "#server/delivery/web-push.ts";
import { newSecrets } from "#server/notices/secret.ts";
import { defaultBrand } from "#workflows/brand.ts";
import type { EffectContent } from "#workflows/effect-content.ts";

type ContentOf<C extends EffectContent["channel"]> = Extract<EffectContent, { channel: C }>;

export function emailContent(changes: Partial<ContentOf<"email">> = {}): ContentOf<"email"> {
  return {
    channel: "email",
    subject: "Hello {{ profile.firstName }}",
    preview: "",
    body: "Dear {{ profile.name }},\n\nwelcome to {{ shop.name }}.",
    buttonLabel: "",
    buttonUrl: "",
    transactional: false,
    topic: "marketing",
    ...changes,
  };
}

export function webhookContent(changes: Partial<ContentOf<"webhook">> = {}): ContentOf<"webhook"> {
  return {
    channel: "webhook",
    method: "POST",
    url: "https://example.com/hook",
    headers: {},
    body: "",
    ...changes,
  };
}

export function pushContent(changes: Partial<ContentOf<"web-push">> = {}): ContentOf<"web-push"> {
  return {
    channel: "web-push",
    title: "Hi",
    body: "",
    url: "",
    transactional: false,
    topic: "marketing",
    ...changes,
  };
}

export function inAppContent(changes: Partial<ContentOf<"in-app">> = {}): ContentOf<"in-app"> {
  return {
    channel: "in-app",
    display: "banner",
    position: "bottom",
    title: "Hi",
    body: "",
    buttonLabel: "",
    url: "",
    showDays: 14,
    transactional: false,
    topic: "marketing",
    ...changes,
  };
}

/** Everything needed to send one message to Ana, for tests. */
export function sendJob(content: EffectContent, changes: Partial<SendJob> = {}): SendJob {
  return {
    key: "run-1-hello-1",
    endpoint: content.channel === "webhook" ? content.url : "ana@example.com",
    content,
    data: {
      profile: { id: 1, name: "Ana Kovač", firstName: "Ana", email: "ana@example.com", city: "Zagreb" },
      event: { total: 49.5 },
      shop: { name: "Käthe's", currency: "EUR", zone: "UTC" },
    },
    now: Date.UTC(2026, 2, 10, 10),
    sender: {
      shopName: "Käthe's",
      language: "en",
      brand: defaultBrand,
      publicUrl: "https://app.shop.example",
      postalAddress: "1 Main Street",
      from: "Käthe's <hello@shop.example>",
      smtp: null,
      texting: null,
      vapid: { ...makeVapidKeys(), subject: "mailto:push@shop.example" },
      allow: [],
    },
    unsubscribeUrl: content.channel === "email" ? "https://shop.example/unsubscribe/token" : null,
    preferencesUrl: null,
    tracking: null,
    utm: null,
    pushKeys: null,
    webhook: { secrets: {}, signing: newSecrets() },
    capture: false,
    ...changes,
  };
}
