import type { Problem } from "#workflows/validate.ts";

/** Whether it is about the settings of the workflow as a whole, its `field` being the setting. */
export function isSettingsProblem({ code }: Problem): boolean {
  return code === "settings.bad";
}
