import { isOpen, type MessageRow, type Rows, type RunRow } from "../rows.ts";
import type { Checker, Seen } from "./checker.ts";

/** The engine looks at its clock this often at least, whatever it believes to be due. */
const LOOKS_EVERY_MS = 61_000;
/** On PostgreSQL another process may live, so what a dead one had handed over is taken up only after this. */
const ORPHANED_AFTER_MS = 17 * 60_000;

/** Every run that is under way will be woken by something, and what is due is done. */
export function neverStalled(): Checker {
  return {
    check(seen) {
      const { rows } = seen;
      const open = openMessages(rows);
      const broken: string[] = [];
      for (const run of rows.runs.values()) {
        if (run.status !== "active") {
          if (run.wakeAt !== null) broken.push(`run ${run.id} has ended and is still to be woken`);
        } else if (isLive(rows, run.workflowId)) {
          broken.push(...stall(run, open.get(`${run.id} ${run.state.visit}`) ?? []));
          if (run.wakeAt !== null && isLate(seen, run.wakeAt))
            broken.push(`run ${run.id} has been due since ${seen.now - run.wakeAt} ms`);
        }
      }
      for (const message of rows.messages.values()) broken.push(...left(seen, message));
      for (const { workflowId, profileId, dueAt, since } of rows.timers) {
        // Timers that an earlier trigger had set are void.
        const counts = since === rows.now.workflows.get(workflowId)?.timersSince;
        if (counts && isLive(rows, workflowId) && isLate(seen, dueAt))
          broken.push(
            `timer of workflow ${workflowId}, profile ${profileId}, is late by ${seen.now - dueAt} ms`,
          );
      }
      return broken;
    },
  };
}

function stall({ id, wakeAt, nodeId, state }: RunRow, messages: MessageRow[]): string[] {
  const { waiting } = state;
  if (nodeId !== state.nodeId) return [`run ${id} is at “${state.nodeId}” and is counted at “${nodeId}”`];
  if (waiting === null) return [`run ${id} waits for nothing at “${state.nodeId}”`];
  if (waiting.kind === "effect")
    return messages.length > 0
      ? []
      : [`run ${id} waits for a message at “${state.nodeId}”, and none is open`];
  return wakeAt === null ? [`run ${id} waits at “${state.nodeId}” and nothing wakes it`] : [];
}

function left(seen: Seen, message: MessageRow): string[] {
  const { key, status, dueAt, workflowId } = message;
  if (status === "queued" && dueAt === null) return [`message ${key} is queued and never due`];
  if (status === "queued" && isWaitingForNothing(seen, message))
    return [`message ${key} has been due since ${seen.now - dueAt!} ms`];
  if (status !== "queued" && dueAt !== null) return [`message ${key} is “${status}” and still due`];
  if (
    status === "handed" &&
    !isBeingSent(seen, message) &&
    (workflowId === null || isLive(seen.rows, workflowId))
  )
    return [`message ${key} is handed over, and nobody sends it`];
  return [];
}

/**
 * Nothing keeps it back: neither a switch nor an answer that is still to come. When a receiver asks for time, for this
 * message or for all that go to it, the message is due that much later.
 */
function isWaitingForNothing(seen: Seen, { dueAt, workflowId }: MessageRow): boolean {
  const { rows, world } = seen;
  if (workflowId !== null && !isLive(rows, workflowId)) return false;
  return !rows.now.settings.sendingOff && world.openKeys.size === 0 && isLate(seen, dueAt!);
}

function isBeingSent({ world, engine, now, excused }: Seen, { key, handedAt }: MessageRow): boolean {
  return (
    excused || world.openKeys.has(key) || (engine === "postgres" && now - (handedAt ?? 0) < ORPHANED_AFTER_MS)
  );
}

/** Whether the engine has had the time to do what was due. */
export function isLate({ leftAloneMs, now, excused }: Seen, dueAt: number): boolean {
  return !excused && leftAloneMs >= LOOKS_EVERY_MS && dueAt < now - LOOKS_EVERY_MS;
}

function isLive({ now }: Rows, workflowId: number): boolean {
  const workflow = now.workflows.get(workflowId);
  return workflow?.status === "live" && workflow.removedAt === null;
}

function openMessages({ messages }: Rows): Map<string, MessageRow[]> {
  const open = new Map<string, MessageRow[]>();
  for (const message of messages.values()) {
    if (!isOpen(message)) continue;
    const visit = `${message.runId} ${message.visit}`;
    open.set(visit, [...(open.get(visit) ?? []), message]);
  }
  return open;
}
