"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useApi } from "#components/api.ts";
import type { FormChoices } from "#components/config-form/form-context.tsx";
import { useRuleNames } from "#components/config-form/rules/use-rule-names.ts";
import { dataPaths, startEvent, variablesFor } from "#components/config-form/variables.ts";
import { useMay } from "#components/shell/session.tsx";
import type { Graph } from "#workflows/graph.ts";

/** What occurs in the data changes slowly. */
const SEEN_STALE_MS = 5 * 60_000;

/** What the forms of a workflow offer to choose from; `edited` is what the form shown holds, with the rules in it. */
export function useChoices(graph: Graph, edited?: unknown): FormChoices {
  const t = useTranslations("config-form.variables");
  const api = useApi();
  const events = useQuery(api.events.names.queryOptions());
  const attributes = useQuery(api.attributes.names.queryOptions());
  const seen = useQuery({ ...api.attributes.seen.queryOptions(), staleTime: SEEN_STALE_MS });
  const started = startEvent(graph);
  const properties = useQuery({
    ...api.events.properties.queryOptions({ event: started ?? "" }),
    enabled: started !== null && started !== "",
    staleTime: SEEN_STALE_MS,
  });
  const hooks = useQuery(api.hooks.list.queryOptions());
  const topics = useQuery(api.topics.list.queryOptions());
  const senders = useQuery(api.senders.choices.queryOptions());
  const languages = useQuery({ ...api.languages.seen.queryOptions(), staleTime: SEEN_STALE_MS });
  const secrets = useQuery({ ...api.secrets.list.queryOptions(), enabled: useMay("editor") });
  const names = useRuleNames(edited);
  return useMemo(() => {
    const attributeNames = attributes.data?.names ?? [];
    return {
      ...names,
      eventNames: events.data?.names.map(({ name }) => name) ?? [],
      attributeNames,
      variables: variablesFor(
        graph,
        {
          // Counting everybody takes a while in a large shop; the names are there at once.
          attributes:
            seen.data?.attributes ?? attributeNames.map((name) => ({ name, people: null, example: null })),
          event: properties.data ?? null,
        },
        t,
      ),
      dataPaths: dataPaths(graph, t),
      hooks: hooks.data?.hooks,
      topics: topics.data?.topics,
      secretNames: secrets.data?.secrets.map(({ name }) => name),
      senders: senders.data,
      languages: languages.data,
    };
  }, [
    t,
    graph,
    names,
    events.data,
    attributes.data,
    seen.data,
    properties.data,
    hooks.data,
    topics.data,
    senders.data,
    secrets.data,
    languages.data,
  ]);
}
