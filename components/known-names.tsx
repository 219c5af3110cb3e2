"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback, useMemo } from "react";
import type { KnownNames } from "#workflows/phrase.ts";
import { useApi } from "./api.ts";
import { NamesProvider } from "./say.tsx";

/** Lets every sentence below it say what segments and workflows are called; until that is known, it says "a segment". */
export function KnownNamesProvider({ children }: { children: ReactNode }) {
  const { data } = useQuery(useApi().segments.names.queryOptions());
  const known = useMemo(
    () => ({
      segment: new Map(data?.segments.map(({ id, name }) => [id, name])),
      workflow: new Map(data?.workflows.map(({ id, name }) => [id, name])),
    }),
    [data],
  );
  const names = useCallback<KnownNames>(({ named, id }) => known[named].get(id), [known]);
  return <NamesProvider names={names}>{children}</NamesProvider>;
}
