import type { Source } from "./connect-outputs.ts";

/** What the steps of each source with a key are told. */
export interface SourceStepsProps {
  source: Source;
  /** This server's, as the world reaches it. */
  address: string;
}
