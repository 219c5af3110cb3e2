import { showInApp } from "./actions/show-in-app.ts";
import type { CompiledGraph } from "./compile.ts";

/** Whether a workflow shows messages in the shop's pages, so that pages have something to ask for. */
export function showsInApp({ steps }: Pick<CompiledGraph, "steps">): boolean {
  return [...steps.values()].some(({ definition }) => definition.type === showInApp.type);
}
