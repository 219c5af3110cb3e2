import type { RenderedMessage } from "#drizzle/tables.ts";
import type { Steps } from "#server/database/database.ts";
import type { SendJob } from "#server/delivery/job.ts";
import type { MissingVariable } from "#server/delivery/missing-variables.ts";
import type { Preview } from "#server/delivery/previews.ts";
import { quietUntilNow } from "#server/engine/send-facts.ts";
import { makeSendJob } from "#server/engine/send-job.ts";
import { loadFacts } from "#server/engine/step.ts";
import { addressHash } from "#server/links.ts";
import type { Services } from "#server/services.ts";
import { openCartOf } from "#server/store/carts.ts";
import { consentsOf } from "#server/store/consents.ts";
import { type HeldBack, heldBack } from "#server/store/held-back.ts";
import { findProfile, type Profile } from "#server/store/profiles.ts";
import { DEFAULT_TOPIC } from "#workflows/actions/sending.ts";
import { type Cart, foldCart } from "#workflows/cart.ts";
import { type CompiledGraph, compileGraph } from "#workflows/compile.ts";
import { countsTowardsCaps, type SendFacts } from "#workflows/decide-send.ts";
import { zoneOf } from "#workflows/facts.ts";
import type { Graph } from "#workflows/graph.ts";
import { languageName } from "#workflows/languages.ts";
import type { Channel, EffectContent } from "#workflows/node.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { wordReason } from "#workflows/reasons.ts";
import type { RunData } from "#workflows/run.ts";
import { type SimulatedStep, simulate } from "#workflows/simulate.ts";
import { consentFor } from "#workflows/topic-consent.ts";
import { cartData } from "#workflows/triggers/cart-abandoned.ts";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { badRequest, notFound } from "./trpc.ts";

type Context = Pick<Services, "db" | "engine" | "clock" | "env" | "keys" | "senders">;

/** Lets one person run through a graph on a fast clock; nothing is stored and nothing is sent. */
export async function simulateRun(ctx: Context, workflowId: number, graph: Graph, profileId: number) {
  const fault = validateGraph(graph).find((problem) => !isPublishable([problem]));
  if (fault) throw badRequest(`This workflow cannot run yet: ${fault.message}`);
  const compiled = compileGraph(graph);
  const startAt = ctx.clock.now();
  const known = await ctx.db.transaction(() => gather(ctx, compiled, workflowId, profileId, startAt));
  if (!known) throw notFound("profile");
  const { profile, facts, sendFacts } = known;
  const data = triggerData(compiled, known.cart, startAt);
  const simulated = simulate(compiled, data, facts, sendFacts, startAt);
  const jobs = simulated.steps.flatMap((step) =>
    step.kind === "message" ? [previewJob(ctx, step.content, profile, data, step.at)] : [],
  );
  // Templates are the owner's own and may take long: never on the thread that takes events in.
  const previews = jobs.length > 0 ? await ctx.senders.render(jobs) : [];
  return {
    profile: { id: profile.id, name: profile.name, email: profile.email, zone: zoneOf(facts) },
    startAt,
    steps: simulated.steps.map((step) =>
      showStep(step, step.kind === "message" ? previews.shift() : undefined, zoneOf(facts)),
    ),
    end: simulated.end && {
      at: simulated.end.at,
      status: simulated.end.status,
      text: wordReason(simulated.end.reason.code, simulated.end.reason.values),
    },
  };
}

function* gather(
  ctx: Context,
  graph: CompiledGraph,
  workflowId: number,
  profileId: number,
  now: number,
): Steps<{
  profile: Profile;
  facts: ReturnType<typeof loadFacts> extends Steps<infer F> ? F : never;
  cart: Cart | undefined;
  sendFacts: (content: EffectContent, at: number) => SendFacts;
} | null> {
  const profile = yield* findProfile(profileId);
  if (!profile) return null;
  const facts = yield* loadFacts(ctx.engine.live, graph, workflowId, profile, now);
  const consents = yield* consentsOf(profile.id);
  const held: Partial<Record<Channel, HeldBack | null>> = {
    email: yield* heldAt(ctx, profile, "email"),
    sms: yield* heldAt(ctx, profile, "sms"),
    whatsapp: yield* heldAt(ctx, profile, "whatsapp"),
  };
  // A notice to the team goes to other addresses.
  const heldOf = (content: EffectContent): HeldBack | null =>
    "team" in content && content.team ? null : (held[content.channel] ?? null);
  const sendFacts = (content: EffectContent, at: number): SendFacts => ({
    key: `${workflowId}-${profile.id}-${at}`,
    dueAt: at,
    zone: zoneOf(facts),
    sendingOff: false,
    workflowPaused: false,
    runActive: true,
    // The interpreter asks for it before every step; nothing happens in between on a fast clock.
    exitRule: null,
    // A draft that cannot be read is refused before it is tried out.
    unreadableSettings: null,
    resumedAt: null,
    staleAfterMs: 0,
    quietUntil: countsTowardsCaps(content)
      ? quietUntilNow(ctx.engine.live, graph.settings, at, zoneOf(facts))
      : null,
    // How many others will have been sent by then cannot be told.
    caps: [],
    warmUp: null,
    suppressed: heldOf(content)?.suppressed ?? null,
    answered: false,
    claimed:
      content.channel === "email" && !content.team && profile.emailClaimed
        ? { toAddress: 0, inAll: 0, againAt: null }
        : null,
    consent: heldOf(content)?.hadLeft
      ? "withdrawn"
      : consentFor(
          consents.filter(({ channel }) => channel === content.channel),
          "topic" in content ? content.topic : DEFAULT_TOPIC,
        ),
    consentRule: ctx.engine.live.settings.shop.consentRule,
  });
  return { profile, facts, sendFacts, cart: yield* openCartOf(profile.id) };
}

function* heldAt(
  { keys }: Context,
  { id: profileId, email, phone }: Profile,
  channel: "email" | "sms" | "whatsapp",
): Steps<HeldBack | null> {
  const address = channel === "email" ? email : phoneAddress(phone);
  if (address === null) return null;
  return yield* heldBack(channel, addressHash(keys, channel, address), { profileId, topic: DEFAULT_TOPIC });
}

/** What the trigger would have given the run: the person's open cart where there is one, else the trigger's example. */
export function triggerData({ trigger }: CompiledGraph, openCart: Cart | undefined, now: number): RunData {
  if (!trigger) return {};
  if (trigger.definition.sampleData) return trigger.definition.sampleData(trigger.config);
  const event = trigger.definition.sampleEvent(trigger.config);
  const cart = openCart ?? foldCart(undefined, { ...event, at: now });
  return { event: event.properties, ...(cart.items.length > 0 ? { cart: cartData(cart) } : {}) };
}

/** A step as the page plays it: every kind has the same fields. */
interface ShownStep {
  kind: SimulatedStep["kind"];
  at: number;
  nodeId: string;
  visit: number;
  /** In words; empty for a step that is only seen on the canvas. */
  text: string;
  port: string | null;
  untilAt: number | null;
  message: RenderedMessage | null;
  /** What the message asks for and this person has not. */
  missing: MissingVariable[];
}

function showStep(step: SimulatedStep, preview: Preview | undefined, zone: string): ShownStep {
  const { kind, at, nodeId, visit } = step;
  const base = { kind, at, nodeId, visit, text: "", port: null, untilAt: null, message: null, missing: [] };
  switch (step.kind) {
    case "arrive":
      return base;
    case "leave":
      return { ...base, port: step.port };
    case "wait": {
      const until = new Intl.DateTimeFormat("en-GB", {
        dateStyle: "full",
        timeStyle: "short",
        timeZone: zone,
      });
      return {
        ...base,
        untilAt: step.until,
        text: wordReason("delay.until", { until: until.format(step.until) }),
      };
    }
    case "note":
      return { ...base, text: wordReason(step.reason.code, step.reason.values) };
    case "message":
      if (preview?.kind === "error") return { ...base, text: wordReason(preview.code, preview.values) };
      return {
        ...base,
        message: preview ? toAll(preview.rendered, step.content) : null,
        missing: preview?.missing ?? [],
        text: sentWord(step),
      };
  }
}

/** Each of the team gets an email of its own; one is written out, for all of them. */
function toAll(rendered: RenderedMessage, content: EffectContent): RenderedMessage {
  if (rendered.channel !== "email" || content.channel !== "email" || !content.team) return rendered;
  return { ...rendered, to: content.team.join(", ") };
}

function sentWord({ content }: Extract<SimulatedStep, { kind: "message" }>): string {
  if ("team" in content && content.team) return "Tells the team";
  const language = "language" in content ? content.language : undefined;
  return sentWords[content.channel] + (language ? ` in ${languageName(language)}` : "");
}

const sentWords: Record<Channel, string> = {
  email: "Sends an email",
  "web-push": "Shows a notification",
  sms: "Sends a text message",
  whatsapp: "Sends a WhatsApp message",
  "in-app": "Shows a message in your pages",
  webhook: "Calls a webhook",
};

/** What the sending thread needs to write the message as this person would get it. */
function previewJob(
  ctx: Context,
  content: EffectContent,
  profile: Profile,
  data: RunData,
  now: number,
): SendJob {
  const { channel } = content;
  const message = { key: "preview", endpoint: endpointOf(content, profile), content, data, channel };
  const context = { env: ctx.env, keys: ctx.keys, settings: ctx.engine.live.settings };
  return makeSendJob(context, message, profile, null, now);
}

function endpointOf(content: EffectContent, { email, phone }: Profile): string {
  switch (content.channel) {
    case "webhook":
      return content.url;
    case "sms":
    case "whatsapp":
      return phoneAddress(phone) ?? "";
    case "email":
      return content.team?.[0] ?? email ?? "";
    default:
      return email ?? "";
  }
}
