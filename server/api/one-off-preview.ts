import type { Services } from "#server/services.ts";
import type { OneOff } from "#server/store/one-offs.ts";
import { oneOffGraph } from "#workflows/one-off.ts";
import { countPreview } from "./preview-limit.ts";
import { simulateRun } from "./simulate-run.ts";
import { badRequest, type Person } from "./trpc.ts";

/** Its workflow is made when it is sent, so nobody has entered it yet. */
const NO_WORKFLOW_ID = 0;

type Context = Pick<Services, "db" | "engine" | "clock" | "env" | "keys" | "senders"> & {
  person: Pick<Person, "id">;
};

/** A one-off message as one person would get it if it went out now, or why they would not; nothing is sent. */
export async function previewOneOff(ctx: Context, message: OneOff["message"], profileId: number) {
  countPreview(ctx);
  if (message === null) throw badRequest("Choose what to send first");
  const graph = oneOffGraph({ message, schedule: { at: null, local: false, perHour: null } });
  const { steps, profile } = await simulateRun(ctx, NO_WORKFLOW_ID, graph, profileId);
  const shown = steps.find(({ kind }) => kind === "message");
  return {
    message: shown?.message ?? null,
    missing: shown?.missing ?? [],
    zone: profile.zone,
    /** When it would go out; null when it would not. */
    at: shown?.message ? shown.at : null,
    /** What stands in its way or holds it for a while, in words. */
    notes: steps.flatMap(({ kind, text, message }) =>
      kind === "note" || (kind === "message" && message === null) ? text : [],
    ),
  };
}
