import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type PushService, startPushService } from "#server/testing/push-service.ts";
import { pushContent, sendJob } from "#server/testing/send-jobs.ts";
import { Sender } from "./sender.ts";
import { readClick } from "./tracked-links.ts";

const trusted = getCACertificates("default");
let service: PushService;
const sender = new Sender();
beforeAll(async () => {
  service = await startPushService();
  // Push services are reached over TLS only, and this one made its certificate itself.
  setDefaultCACertificates([...trusted, service.ca]);
});
afterAll(async () => {
  await sender.close();
  await service.close();
  setDefaultCACertificates(trusted);
});

function send(changes: Parameters<typeof pushContent>[0], tracking: Parameters<typeof sendJob>[1] = {}) {
  const { endpoint, keys } = service.subscribe();
  const job = sendJob(pushContent(changes), { endpoint, pushKeys: keys, ...tracking });
  return sender.send({ ...job, sender: { ...job.sender, allow: [service.host] } });
}

it("hands a notification over as it was set up, and shows afterwards what was sent", async () => {
  const secret = Buffer.alloc(32, 1).toString("base64");
  const tracking = { origin: "https://app.example", messageId: 7, secret };
  const result = await send(
    {
      ...{ title: "Hi {{ profile.firstName }}", url: "https://shop.example/tea", image: "/tea.png" },
      buttons: [{ label: "To {{ profile.city }}", url: "https://shop.example/{{ profile.city }}" }],
      ...{ ttlHours: 3, urgency: "low", replaces: "tea" },
    },
    { tracking },
  );
  expect(result.outcome).toMatchObject({ kind: "sent", detail: { status: 201 } });
  expect(result.rendered).toMatchObject({ title: "Hi Ana", url: "https://shop.example/tea", ttlHours: 3 });
  const { payload, headers, vapid } = await service.next();
  expect(headers).toMatchObject({ ttl: "10800", urgency: "low", topic: "tea" });
  expect(vapid.claims).toMatchObject({ aud: service.origin, sub: "mailto:push@shop.example" });
  const message = JSON.parse(payload);
  expect(message).toMatchObject({ title: "Hi Ana", tag: "tea", renotify: true, image: "/tea.png" });
  const followed = [message.url, message.buttons[0].url].map((link: string) =>
    readClick(secret, link.split("/c/")[1]!),
  );
  expect(followed).toEqual([
    { messageId: 7, url: "https://shop.example/tea" },
    { messageId: 7, url: "https://shop.example/Zagreb" },
  ]);
});

it("hands nothing over that is broken or larger than browsers take", async () => {
  expect(await send({ body: "x".repeat(4_000) })).toMatchObject({
    outcome: { kind: "failed", code: "push.too-long", values: { maxBytes: 3_993 } },
    rendered: null,
  });
  expect(await send({ title: "{{ profile.nothing }}" })).toMatchObject({
    outcome: { code: "push.no-title" },
  });
  expect((await send({ title: "After them" })).outcome.kind).toBe("sent");
  expect(JSON.parse((await service.next()).payload)).toMatchObject({ title: "After them" });
  expect(service.refusals).toEqual([]);
});
