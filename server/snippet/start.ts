import { createClient } from "./client.ts";
import { createIdentity } from "./identity.ts";
import { createInApp } from "./in-app.ts";
import { METHODS } from "./methods.ts";
import { asksForPrivacy, type Options, readOptions } from "./options.ts";
import { watchPages } from "./page-views.ts";
import { createPush, type PushOptions } from "./push.ts";
import { pushBrowser } from "./push-browser.ts";
import { createQueue, type Queue } from "./queue.ts";
import { createSender } from "./sender.ts";
import { cookieValues, memoryShelf, usable } from "./storage.ts";

const SENT_CHECK_MS = 100;
const SENT_TIMEOUT_MS = 10_000;

type Call = (...given: unknown[]) => unknown;
type Api = Record<(typeof METHODS)[number], Call>;
/** What stands in for the snippet until it is here: a list of calls, with a method for each. */
type Waiting = ArrayLike<[keyof Api, ...unknown[][]]> & Partial<Api> & { loaded?: boolean };

/** Takes over the page's `window.rekindle`, and the calls that wait there. */
export function startSnippet(): void {
  const page = window as Window & { rekindle?: Waiting };
  const script =
    (document.currentScript as HTMLScriptElement | null) ??
    document.querySelector<HTMLScriptElement>("script[data-key][src*='rekindle.js']");
  const options = script && readOptions(script);
  page.rekindle ??= [] as unknown as Waiting;
  const waiting = page.rekindle;
  if (!options || waiting.loaded) return;
  waiting.loaded = true;

  const calls = Array.from(waiting);
  const firstIsTold = calls.some(([name]) => name === "page");
  const isLeftAlone = options.respectsPrivacySignals && asksForPrivacy(navigator as never);
  const { api, begin } = isLeftAlone ? silentApi() : liveApi(options, firstIsTold);
  for (const name of METHODS) {
    waiting[name] = (...given) => {
      try {
        return api[name](...given);
      } catch (error) {
        sayError(error);
      }
    };
  }
  // A page that is only prepared in case somebody goes there has not been seen.
  if ((document as { prerendering?: boolean }).prerendering)
    document.addEventListener("prerenderingchange", run, { once: true });
  else run();

  function run(): void {
    for (const [name, given = []] of calls) if (METHODS.includes(name)) waiting[name]?.(...given);
    begin();
  }
}

function silentApi(): { api: Api; begin: () => void } {
  const nothing = () => {};
  return { api: Object.fromEntries(METHODS.map((name) => [name, nothing])) as Api, begin: nothing };
}

function liveApi(options: Options, firstIsTold: boolean): { api: Api; begin: () => void } {
  const now = () => Date.now();
  const local = usable(() => localStorage);
  const values = local ?? usable(() => cookieValues(document)) ?? memoryShelf();
  const identity = createIdentity(values, newId);
  const shelf = local ?? memoryShelf();
  const queue = createQueue(shelf, memoryShelf(), { now, newId });
  const onError = sayError;
  const sender = createSender({
    ...{ queue, values, now, onError, writeKey: options.writeKey, url: `${options.host}/v1/batch` },
    random: Math.random,
    isOnline: () => navigator.onLine !== false,
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    fetch: (url, init) => fetch(url, init),
    beacon: "keepalive" in Request.prototype ? null : (url, text) => navigator.sendBeacon(url, text),
  });
  const client = createClient({ ...{ identity, queue, sender, newId, now, onError }, readPage, readContext });
  const look = createInApp({
    ...{ identity, now, onError, page: document, shelf },
    call: (method, path, body) => call(options, method, path, body),
    async load() {
      const { start } = await load<typeof import("./in-app/in-app.ts")>(options, "rekindle-in-app.js");
      return start(options, { shelf, now });
    },
  });
  const { push, pushOff, refresh } = createPush({
    ...{ identity, values, now, onError, browser: pushBrowser(options.worker, options) },
    wait,
    untilSent: () => untilSent(queue),
    async ask(words) {
      const prompt = await load<typeof import("./soft-prompt.ts")>(options, "rekindle-prompt.js");
      return await prompt.askInPage(words, document);
    },
    call: (method, path, body) => call(options, method, path, body),
  });

  function begin(): void {
    watchPages(window, { mode: options.pages, firstIsTold }, () => api.page());
    addEventListener("online", sender.online);
    addEventListener("pagehide", sender.leave);
    document.addEventListener("visibilitychange", () => (document.hidden ? sender.leave() : look()));
    document.addEventListener("DOMContentLoaded", look);
    look();
    // What an earlier page could not send.
    sender.wake();
    void refresh();
  }

  const api = {
    ...client,
    identify(...given: Parameters<typeof client.identify>) {
      client.identify(...given);
      void refresh();
      look();
    },
    page(...given: Parameters<typeof client.page>) {
      client.page(...given);
      look();
    },
    reset() {
      client.reset();
      void refresh();
      look();
    },
    push: (given?: PushOptions) => push(given),
    pushOff,
  };
  return { api: api as Api, begin };
}

async function call(
  { host, writeKey }: Options,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(host + path, {
    method,
    credentials: "omit",
    // As text, so that a browser asks nobody beforehand.
    ...(body && { body: JSON.stringify({ writeKey, ...body }) }),
  });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.error?.message ?? `The server answered ${response.status}`);
  return answer;
}

/** Fetches what only some pages need, from where the snippet is and under the policy that let it in. */
function load<Module>({ host }: Options, name: string): Promise<Module> {
  return import(`${host}/${name}`);
}

/** Until the server has confirmed all events; a page that goes on telling, or has no connection, is not waited for. */
async function untilSent(queue: Queue): Promise<void> {
  const isEmpty = () => queue.first({ events: 1, chars: 0 }, new Set()).length === 0;
  for (let waited = 0; waited < SENT_TIMEOUT_MS && !isEmpty(); waited += SENT_CHECK_MS)
    await wait(SENT_CHECK_MS);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Random, also where the page has no TLS, which `crypto.randomUUID` would insist on. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function readPage() {
  const { href, pathname, search } = location;
  return {
    path: pathname,
    url: href.split("#", 1)[0]!,
    title: document.title,
    referrer: document.referrer,
    search,
  };
}

function readContext() {
  return { locale: navigator.language, timezone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** For the shop's own developer: `addEventListener("rekindle:error", (event) => console.log(event.detail))`. */
function sayError(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  dispatchEvent(new CustomEvent("rekindle:error", { detail }));
}
