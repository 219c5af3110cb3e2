"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useApi } from "#components/api.ts";
import { useRested } from "#components/ui/use-rested.ts";
import type { FormChoices } from "../form-context.tsx";
import type { SeenProperties } from "../seen-variables.ts";
import { namedEvents } from "./named-events.ts";

/** What occurs in the data changes slowly. */
const SEEN_STALE_MS = 5 * 60_000;

type RuleNames = Pick<FormChoices, "eventProperties" | "segments" | "workflows" | "tags">;

/** What the rules inside a value offer beside events and attributes: the properties of the events that they name, and so on. */
export function useRuleNames(value: unknown): RuleNames {
  const api = useApi();
  // While a name is being typed, its beginnings are no events.
  const named = useRested(JSON.stringify(useMemo(() => namedEvents(value), [value])));
  const names = useMemo(() => JSON.parse(named) as string[], [named]);
  const eventProperties = useQueries({
    queries: names.map((event) => ({
      ...api.events.properties.queryOptions({ event }),
      staleTime: SEEN_STALE_MS,
    })),
    combine: useCallback(
      (results: { data?: SeenProperties }[]) =>
        new Map(
          names.map((event, index) => [
            event,
            results[index]?.data?.properties.map(({ name }) => name) ?? [],
          ]),
        ),
      [names],
    ),
  });
  const known = useQuery(api.segments.names.queryOptions()).data;
  const tags = useQuery({ ...api.profileTags.list.queryOptions(), staleTime: SEEN_STALE_MS });
  return useMemo(
    () => ({
      eventProperties,
      segments: known?.segments,
      workflows: known?.workflows,
      tags: tags.data?.tags,
    }),
    [eventProperties, known, tags.data],
  );
}

/** What rules about people alone can be about. */
export function usePeopleChoices(rule: unknown): FormChoices {
  const api = useApi();
  const events = useQuery(api.events.names.queryOptions());
  const attributes = useQuery(api.attributes.names.queryOptions());
  const names = useRuleNames(rule);
  return useMemo(
    () => ({
      eventNames: events.data?.names.map(({ name }) => name) ?? [],
      attributeNames: attributes.data?.names ?? [],
      variables: [],
      dataPaths: [],
      peopleOnly: true,
      ...names,
    }),
    [events.data, attributes.data, names],
  );
}
