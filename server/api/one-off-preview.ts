import type { Services } from "#server/services.ts";
import type { OneOff } from "#server/store/one-offs.ts";
import { oneOffGraph } from "#workflows/one-off.ts";
import { previewMessage } from "./message-preview.ts";
import { countPreview } from "./preview-limit.ts";
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
  return await previewMessage(ctx, NO_WORKFLOW_ID, graph, { kind: "stored", profileId });
}
