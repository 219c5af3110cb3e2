import { randomBytes, randomUUID } from "node:crypto";
import type { InAppAnswer, InAppMessage } from "#server/http/in-app.ts";
import { inAppKey, inAppProof } from "#server/in-app/proof.ts";
import { drawGraph } from "#workflows/recipes/recipe.ts";
import { type Answer, startDoors } from "./doors-rig.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

export type InAppRig = Awaited<ReturnType<typeof startInAppRig>>;

/** The real doors with a workflow that shows a message whenever somebody does "Go", as pages and the shop reach them. */
export async function startInAppRig() {
  const doors = await startDoors({ TRUSTED_PROXIES: "1" });
  const { key: writeKey } = await doors.apiKeys.create("Site", doors.rig.clock.now(), { kind: "write" });
  /** The id of a browser that nobody knows yet. */
  const visitor = randomUUID();
  const banner = { title: "Hi {{ profile.name }}", body: "Two\nlines", url: "/cart", image: "/tea.png" };
  await doors.rig.publish(
    drawGraph([
      { id: "on", type: "event", config: { event: "Go" } },
      { id: "show", type: "show-in-app", config: banner },
    ]),
    { settings: { reentry: "after-exit" } },
  );

  /** From a page of the shop; each time from another address, unless one is given. */
  function page(
    path: string,
    body: object,
    { ip = randomBytes(8).toString("hex"), userAgent = BROWSER } = {},
  ): Promise<Answer> {
    const headers = {
      "content-type": "text/plain",
      origin: "https://shop.example",
      "x-forwarded-for": ip,
      "user-agent": userAgent,
    };
    return doors.send(path, { method: "POST", headers, body: JSON.stringify({ writeKey, ...body }) });
  }

  /** The shop's own server, which may say anything. */
  async function shop(path: string, body: object): Promise<void> {
    const { status, text } = await doors.post(path, body);
    if (status !== 200) throw new Error(`${path} was refused: ${text}`);
    await doors.rig.engine.settled();
  }

  const ask = (who: object) => page("/v1/in-app", who);
  async function told(who: object): Promise<InAppAnswer> {
    return (await ask(who)).json as unknown as InAppAnswer;
  }
  const { query, tables } = doors.database;

  return {
    doors,
    writeKey,
    visitor,
    page,
    shop,
    ask,
    told,
    titles: async (who: object) => (await told(who)).messages.map(({ title }) => title),
    /** The newest message of the visitor. */
    async one(): Promise<InAppMessage> {
      const [message] = (await told({ anonymousId: visitor })).messages;
      return message!;
    },
    /** Somebody does what shows them a message. */
    gets: (who: object) => shop("/v1/track", { ...who, event: "Go" }),
    happened: (id: string, kind: string, userAgent?: string) =>
      page("/v1/in-app/happened", { id, kind }, { userAgent }),
    proofOf: (userId: string) =>
      inAppProof(inAppKey(doors.rig.keys, doors.rig.engine.live.settings.inApp), userId),
    interactions: () => query.select().from(tables.interactions),
  };
}
