import { useState } from "react";
import type { KeyKind, SourceId, SourceKey } from "./connect-outputs.ts";
import { useStart } from "./use-start.ts";

export interface SourceKeys {
  current: SourceKey | null;
  /** The key in full: a write key always, a secret one as long as it may be shown. */
  shown: string | null;
  start: (another: boolean) => void;
  isStarting: boolean;
}

/** The newest key of one kind that a source has, and how to make it. */
export function useSourceKey(source: SourceId, kind: KeyKind, keys: readonly SourceKey[]): SourceKeys {
  const [told, setTold] = useState<{ id: number; key: string } | null>(null);
  const make = useStart((started) => {
    if (started.by === "key" && started.key !== null) setTold({ id: started.id, key: started.key });
  });
  const current = keys.find((key) => key.kind === kind) ?? null;
  return {
    current,
    shown: current?.writeKey ?? (told && told.id === current?.id ? told.key : null),
    start: (another) => make.mutate({ source, kind, another }),
    isStarting: make.isPending,
  };
}
