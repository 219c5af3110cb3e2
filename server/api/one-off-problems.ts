import { keptHere } from "#server/engine/send-job.ts";
import type { Services } from "#server/services.ts";
import { countListed, type OneOff } from "#server/store/one-offs.ts";
import { linkProblems } from "#workflows/link-problems.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import { beginsAt, ONE_OFF_STEP, oneOffGraph } from "#workflows/one-off.ts";
import { phrase } from "#workflows/phrase.ts";
import { productProblems } from "#workflows/product-problems.ts";
import { secretProblems } from "#workflows/secret-problems.ts";
import { goneIn } from "#workflows/segment-problems.ts";
import { senderProblems } from "#workflows/senders.ts";
import { shopProblems } from "#workflows/shop-problems.ts";
import { type Problem, validateGraph } from "#workflows/validate.ts";
import { emailProblems } from "./email-problems.ts";
import { readKnownIds } from "./known-ids.ts";

export interface OneOffProblem extends Pick<Problem, "severity" | "code" | "message" | "field"> {
  /** What of the message has to be mended; `field` is a setting of the action. */
  part: "message" | "audience" | "schedule";
}

type Context = Pick<Services, "db" | "engine" | "clock" | "env" | "keys" | "senders">;

/** What keeps a one-off message from being sent (`error`), and what to look at before (`warning`). */
export async function oneOffProblems(ctx: Context, oneOff: OneOff): Promise<OneOffProblem[]> {
  return [
    ...(await messageProblems(ctx, oneOff)),
    ...(await audienceProblems(ctx, oneOff)),
    ...scheduleProblems(ctx, oneOff),
  ];
}

async function messageProblems(ctx: Context, { message, schedule }: OneOff): Promise<OneOffProblem[]> {
  if (message === null)
    return [
      {
        part: "message",
        severity: "error",
        code: "one-off.no-message",
        message: phrase("Choose what to send"),
      },
    ];
  const graph = oneOffGraph({ message, schedule });
  const { settings } = ctx.engine.live;
  const { topics, shop, senders } = settings;
  const problems = [
    ...validateGraph(graph),
    ...nameProblems(graph),
    ...productProblems(graph),
    ...linkProblems(graph),
    ...shopProblems(graph, {
      topics,
      postalAddress: shop.postalAddress,
      kept: keptHere(ctx.env, settings),
    }),
    ...(await emailProblems(ctx, graph)),
    ...secretProblems(graph, new Set()),
    ...senderProblems(graph, new Set(senders.identities.map(({ id }) => id))),
  ];
  return problems
    .filter(({ nodeId }) => nodeId === ONE_OFF_STEP)
    .map(({ severity, code, message, field }) => ({ part: "message", severity, code, message, field }));
}

async function audienceProblems({ db }: Context, { id, audience }: OneOff): Promise<OneOffProblem[]> {
  if (audience.kind === "condition") {
    const gone = goneIn(audience.condition, await readKnownIds(db));
    return gone.map(({ severity, code, message }) => ({ part: "audience", severity, code, message }));
  }
  if (audience.kind !== "list" || (await countListed(db, id)) > 0) return [];
  const message = phrase("The list is empty: add the people it goes to");
  return [{ part: "audience", severity: "error", code: "one-off.no-people", message }];
}

function scheduleProblems({ engine, clock }: Context, { schedule }: OneOff): OneOffProblem[] {
  const { at, local } = schedule;
  if (at === null) return [];
  const { timezone } = engine.live.settings.shop;
  const now = clock.now();
  const last = beginsAt({ ...schedule, local: false }, local ? LATEST_ZONE : timezone)!;
  if (last <= now) {
    const message = phrase("This time has passed: choose a later one, or send it now");
    return [{ part: "schedule", severity: "error", code: "one-off.time-passed", message }];
  }
  if (!local || beginsAt(schedule, timezone)! > now) return [];
  const message = phrase(
    "In some parts of the world this time has passed already: people there get it on the next day at that time",
  );
  return [{ part: "schedule", severity: "warning", code: "one-off.time-passed-somewhere", message }];
}

/** UTC−12: nowhere is a date later. */
const LATEST_ZONE = "Etc/GMT+12";
