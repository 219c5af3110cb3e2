import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Has the engine collect the garbage of this thread now, which stops it for some milliseconds. */
export function collectGarbage(): void {
  // The engine shows its collector only to contexts that are made after this.
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof collect === "function") collect();
}
