"use client";

import { useSay } from "#components/say.tsx";
import type { Phrase } from "#workflows/phrase.ts";

/** What heads a path: the way out that leads to it. */
export function PathName({ label }: { label: Phrase }) {
  const say = useSay();
  return (
    <p className="min-w-0 py-1 text-[0.8125rem] font-medium text-muted [overflow-wrap:anywhere]">
      {say(label)}
    </p>
  );
}
