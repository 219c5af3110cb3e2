import type { Steps } from "#server/database/database.ts";
import { markStage } from "#server/store/lifecycle.ts";
import type { TriggerEvent } from "#workflows/node.ts";
import type { Live } from "../live.ts";
import type { StepServices } from "../step.ts";

/** Whether the stage of life rests on events like this one; what a workflow recorded itself is nobody's activity. */
export function isActivity(
  { settings }: Pick<Live, "settings">,
  { name, depth = 0 }: Pick<TriggerEvent, "name" | "depth">,
): boolean {
  return depth === 0 && name === settings.lifecycle.event;
}

/** Has the stage of a profile looked at soon after an event that it may rest on. Any other event costs nothing. */
export function* noteActivity(
  services: StepServices,
  profileId: number,
  event: TriggerEvent,
  now: number,
): Steps<void> {
  if (!isActivity(services.live, event)) return;
  yield* markStage(profileId, now);
  services.dueAt(now);
}
