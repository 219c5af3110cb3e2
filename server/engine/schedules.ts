import type { Steps, Transaction } from "#server/database/database.ts";
import { beginAdmission } from "#server/store/admissions.ts";
import { listSchedules, removeSchedules, type Schedule, saveSchedule } from "#server/store/schedules.ts";
import { nextCron } from "#workflows/cron.ts";
import { outOfTime } from "#workflows/entry.ts";
import type { Live, LiveVersion } from "./live.ts";
import { staleReason } from "./stale.ts";
import type { StepServices } from "./step.ts";

interface Plan {
  version: LiveVersion;
  cron: string;
  zone: string;
  plan: string;
}

/** Gives every live workflow that starts by the clock its next time, after a publish or another zone of the shop. */
export function* arrangeSchedules(tx: Transaction, live: Live, now: number): Steps<void> {
  const known = new Map((yield* listSchedules()).map((schedule) => [schedule.workflowId, schedule]));
  for (const { version, cron, zone, plan } of plansOf(live)) {
    if (known.get(version.workflowId)?.plan === plan) continue;
    const dueAt = nextCron(cron, zone, now);
    if (dueAt !== null) yield* saveSchedule({ workflowId: version.workflowId, plan, dueAt });
  }
  const gone = [...known.keys()].filter((id) => {
    const version = live.currentVersion(id);
    return !version?.graph.trigger?.definition.schedule;
  });
  yield* removeSchedules(tx, gone);
}

/** Begins to let people in where a schedule is due; answers with how many were. */
export function* takeDueSchedules(tx: Transaction, services: StepServices, now: number): Steps<number> {
  const plans = plansOf(services.live);
  if (plans.length === 0) return 0;
  let taken = 0;
  for (const schedule of yield* listSchedules()) {
    const plan = plans.find(({ version }) => version.workflowId === schedule.workflowId);
    if (!plan || schedule.dueAt > now) continue;
    taken += 1;
    yield* begin(tx, plan, schedule, services.live, now);
    // Times that were missed while nothing ran are made up for once, not one by one.
    const dueAt = nextCron(plan.cron, plan.zone, now);
    if (dueAt === null) yield* removeSchedules(tx, [schedule.workflowId]);
    else yield* saveSchedule({ ...schedule, plan: plan.plan, dueAt });
  }
  return taken;
}

function* begin(
  tx: Transaction,
  { version, zone }: Plan,
  { dueAt }: Schedule,
  live: Live,
  now: number,
): Steps<void> {
  const { graph, workflowId } = version;
  const { trigger } = graph;
  if (!trigger?.definition.schedule) return;
  const { condition } = trigger.definition.schedule(trigger.config);
  // Said once of the list, and not to everybody on it.
  const reason =
    outOfTime(graph.settings, live.settings.shop.timezone, now) ??
    staleReason(version, "entry.too-stale", dueAt, zone);
  yield* beginAdmission(tx, {
    workflowId,
    entryKey: `at-${dueAt}`,
    condition,
    data: { event: {}, scheduledAt: dueAt },
    createdAt: now,
    ...(reason && { endedAt: now, endCode: reason.code, endValues: reason.values ?? {} }),
  });
}

/** When a schedule is due next; null when none is. */
export function* nextScheduleAt(live: Live): Steps<number | null> {
  const open = new Set(plansOf(live).map(({ version }) => version.workflowId));
  if (open.size === 0) return null;
  const schedules = yield* listSchedules();
  return schedules.find(({ workflowId }) => open.has(workflowId))?.dueAt ?? null;
}

function plansOf(live: Live): Plan[] {
  return live.openVersions().flatMap((version) => {
    const { trigger } = version.graph;
    const schedule = trigger?.definition.schedule?.(trigger.config);
    if (!schedule) return [];
    const zone = schedule.zone ?? live.settings.shop.timezone;
    return [{ version, cron: schedule.cron, zone, plan: `${schedule.cron} ${zone}` }];
  });
}
