import type { SourceHook } from "./connect-outputs.ts";

/** What the steps of each source with a hook are told. */
export interface HookStepsProps {
  name: string;
  /** Null until it is made. */
  hook: SourceHook | null;
  /** Null until it is made, and for those who may not see it. */
  address: string | null;
  onStart: () => void;
  isStarting: boolean;
  /** The secret that was made here, as long as it may be shown. */
  secret: string | null;
  onSecret: (secret: string | null) => void;
}
