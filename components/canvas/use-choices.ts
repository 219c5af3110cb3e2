"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useApi } from "#components/api.ts";
import type { FormChoices } from "#components/config-form/form-context.tsx";
import { dataPaths, variablesFor } from "#components/config-form/variables.ts";
import { useMay } from "#components/shell/session.tsx";
import type { Graph } from "#workflows/graph.ts";

/** What the forms of a workflow offer to choose from. */
export function useChoices(graph: Graph): FormChoices {
  const api = useApi();
  const events = useQuery(api.events.names.queryOptions());
  const attributes = useQuery(api.attributes.names.queryOptions());
  const hooks = useQuery(api.hooks.list.queryOptions());
  const topics = useQuery(api.topics.list.queryOptions());
  const senders = useQuery(api.senders.choices.queryOptions());
  const secrets = useQuery({ ...api.secrets.list.queryOptions(), enabled: useMay("editor") });
  return useMemo(() => {
    const attributeNames = attributes.data?.names ?? [];
    return {
      eventNames: events.data?.names.map(({ name }) => name) ?? [],
      attributeNames,
      variables: variablesFor(graph, attributeNames),
      dataPaths: dataPaths(graph),
      hooks: hooks.data?.hooks,
      topics: topics.data?.topics,
      secretNames: secrets.data?.secrets.map(({ name }) => name),
      senders: senders.data,
    };
  }, [graph, events.data, attributes.data, hooks.data, topics.data, senders.data, secrets.data]);
}
