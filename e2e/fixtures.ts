import { test as base, expect, type Page } from "@playwright/test";
import { AppProcess } from "#server/testing/app-process.ts";
import { startPushService } from "#server/testing/push-service.ts";
import { startSmtpSink } from "#server/testing/smtp-sink.ts";
import { startWebhookReceiver } from "#server/testing/webhook-receiver.ts";
import { signInAsOwner } from "./owner.ts";
import { tellWhatTheServerKnows } from "./what-the-server-knows.ts";

export { expect, type Page };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

type Sink = Awaited<ReturnType<typeof startSmtpSink>>;
type PushService = Awaited<ReturnType<typeof startPushService>>;
type WebhookReceiver = Awaited<ReturnType<typeof startWebhookReceiver>>;

interface Worlds {
  /** Where mail goes, for tests that say `mailServer: true`. */
  sink: Sink;
  pushService: PushService;
  receiver: WebhookReceiver;
  /** The real server on an empty data folder, with a clock that the test can move. */
  app: TestApp;
  /** A page signed in as the owner. */
  ownerPage: Page;
}

export const test = base.extend<Worlds & { mailServer: boolean }>({
  mailServer: [false, { option: true }],
  sink: async ({ browserName: _ }, use) => {
    const sink = await startSmtpSink();
    await use(sink);
    await sink.close();
  },
  pushService: async ({ browserName: _ }, use) => {
    const service = await startPushService();
    await use(service);
    await service.close();
  },
  receiver: async ({ browserName: _ }, use) => {
    const receiver = await startWebhookReceiver();
    await use(receiver);
    await receiver.close();
  },
  app: async ({ sink, pushService, mailServer }, use, testInfo) => {
    const mail: Record<string, string> = mailServer
      ? { SMTP_URL: sink.url, MAIL_FROM: "Hearth & Home <hello@shop.example>" }
      : {};
    const process = await AppProcess.create({
      TEST_CLOCK: "on",
      OUTBOUND_ALLOW: "127.0.0.1",
      NODE_EXTRA_CA_CERTS: pushService.caPath,
      ...mail,
    });
    await process.start();
    await use(new TestApp(process));
    if (testInfo.status !== testInfo.expectedStatus) console.log(tellWhatTheServerKnows(process));
    await process.close();
  },
  ownerPage: async ({ app, page }, use) => {
    await signInAsOwner(page.context(), app.url);
    await use(page);
  },
});

/** The server as a test uses it. */
export class TestApp {
  readonly process: AppProcess;
  #aheadMs = 0;

  constructor(process: AppProcess) {
    this.process = process;
  }

  get url(): string {
    return this.process.url;
  }

  /** Moves the server's clock, and resolves once nothing is due any more. */
  async pass(ms: number): Promise<void> {
    this.#aheadMs += ms;
    const response = await fetch(`${this.url}/test/clock`, {
      method: "POST",
      body: JSON.stringify({ advanceMs: ms }),
    });
    expect(response.ok).toBe(true);
  }

  /** Pulls the plug: the process has no chance to finish anything. */
  kill(): Promise<void> {
    return this.process.stop("SIGKILL");
  }

  /** Starts it again, `ms` later by its clock. */
  async startAgain(ms: number): Promise<void> {
    this.#aheadMs += ms;
    await this.process.start({ TEST_CLOCK_AHEAD_MS: String(this.#aheadMs) });
  }

  /** Sends something to the event door as a shop would. */
  send(path: string, apiKey: string, body: unknown): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${apiKey}:`)}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async track(
    apiKey: string,
    userId: string,
    event: string,
    properties: Record<string, unknown> = {},
  ): Promise<void> {
    const response = await this.send("/v1/track", apiKey, {
      userId,
      event,
      properties,
      messageId: crypto.randomUUID(),
    });
    expect(response.status).toBe(200);
  }

  async identify(apiKey: string, userId: string, traits: Record<string, unknown>): Promise<void> {
    const body = { userId, traits, consent: { email: "granted", webPush: "granted" } };
    expect((await this.send("/v1/identify", apiKey, body)).status).toBe(200);
  }
}

/** A time zone in which it is between 12:00 and 13:00, so that a test about hours and days can run at any time of day. */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // These names count the other way round.
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

/** Makes an API key as the owner does, and reads it from the page that shows it once. */
export async function createApiKey(page: Page, app: TestApp): Promise<string> {
  await page.goto(`${app.url}/settings/api-keys`);
  await page
    .getByRole("button", { name: /(Create|New).*key/i })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/name/i).fill("Shop");
  await dialog.getByRole("button", { name: /create/i }).click();
  const key = await page.getByRole("dialog").getByLabel("API key", { exact: true }).inputValue();
  expect(key).toMatch(/^rk_/);
  await page.getByRole("button", { name: "I have copied it" }).click();
  return key;
}
