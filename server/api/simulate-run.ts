import type { SendJob } from "#server/delivery/job.ts";
import { makeSendJob } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import type { Profile } from "#server/store/profiles.ts";
import { compileGraph } from "#workflows/compile.ts";
import type { EffectContent } from "#workflows/effect-content.ts";
import { zoneOf } from "#workflows/facts.ts";
import type { Graph } from "#workflows/graph.ts";
import { phoneAddress } from "#workflows/phone-address.ts";
import { phrase } from "#workflows/phrase.ts";
import { wordReason } from "#workflows/reasons.ts";
import {
  SIMULATED_ADVANCES_MAX,
  SIMULATED_STEPS_MAX,
  SIMULATED_YEARS_MAX,
  type SimulatedStep,
  simulateInParts,
} from "#workflows/simulate.ts";
import type { Trial } from "#workflows/trial.ts";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { showStep } from "./trial/shown-step.ts";
import { simulateInSlices } from "./trial/simulate-in-slices.ts";
import { refusedEntry } from "./trial/tried-entry.ts";
import { loadTried, sendFactsOf } from "./trial/tried-person.ts";
import { triedStart } from "./trial/tried-start.ts";
import { badRequest, notFound } from "./trpc.ts";

export type SimulateContext = Pick<Services, "db" | "engine" | "clock" | "env" | "keys" | "senders">;

/** Lets one person run through a graph on a fast clock; nothing is stored and nothing is sent. */
export async function simulateRun(ctx: SimulateContext, workflowId: number, graph: Graph, trial: Trial) {
  const fault = validateGraph(graph).find((problem) => !isPublishable([problem]));
  if (fault)
    throw badRequest(phrase("This workflow cannot run yet: {problem}", { problem: phrase(fault.message) }));
  const compiled = compileGraph(graph);
  const now = ctx.clock.now();
  const tried = await ctx.db.transaction(() => loadTried(ctx, compiled, workflowId, trial.person, now));
  if (!tried) throw notFound("profile");
  const { profile, facts } = tried;
  const start = triedStart(compiled, tried, trial.start, trial.startedAt ?? now);
  const about = {
    profile: { id: profile.id, name: profile.name, email: profile.email, zone: zoneOf(facts) },
    startAt: start.startAt,
    limits: { advances: SIMULATED_ADVANCES_MAX, steps: SIMULATED_STEPS_MAX, years: SIMULATED_YEARS_MAX },
  };
  if (!start.starts) return { ...about, starts: false, refusal: null, steps: [], end: null, cutOff: null };
  const { live } = ctx.engine;
  const refused = await ctx.db.transaction(() => refusedEntry(live, compiled, workflowId, tried, start));
  const { past, data, startAt } = start;
  const world = {
    past,
    events: trial.events,
    changes: trial.changes,
    failing: new Set(trial.failing),
    answers: new Map(Object.entries(trial.answers)),
  };
  const sendFacts = sendFactsOf(ctx, compiled, tried);
  const simulation = simulateInParts(compiled, data, facts, sendFacts, startAt, world);
  const simulated = await ctx.senders.trials.run(() => simulateInSlices(simulation));
  const jobs = simulated.steps.flatMap((step) =>
    step.kind === "message" ? [previewJob(ctx, step, profile)] : [],
  );
  // Templates are the owner's own and may take long: never on the thread that takes events in.
  const previews = jobs.length > 0 ? await ctx.senders.render(jobs) : [];
  return {
    ...about,
    starts: true,
    /** The run is shown all the same. */
    refusal: refused && {
      text: wordReason(refused.reason.code, refused.reason.values),
      lastAt: refused.lastAt,
    },
    steps: simulated.steps.map((step) =>
      showStep(step, step.kind === "message" ? previews.shift() : undefined),
    ),
    end: simulated.end && {
      at: simulated.end.at,
      status: simulated.end.status,
      text: wordReason(simulated.end.reason.code, simulated.end.reason.values),
      why: simulated.end.why,
    },
    cutOff: simulated.cutOff,
  };
}

/** What the sending thread needs to write the message as this person would get it. */
function previewJob(
  ctx: SimulateContext,
  { content, data, attributes, at }: Extract<SimulatedStep, { kind: "message" }>,
  profile: Profile,
): SendJob {
  const { channel } = content;
  const message = { key: "preview", endpoint: endpointOf(content, profile), content, data, channel };
  const context = { env: ctx.env, keys: ctx.keys, settings: ctx.engine.live.settings };
  return makeSendJob(context, message, { ...profile, attributes }, null, at);
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
