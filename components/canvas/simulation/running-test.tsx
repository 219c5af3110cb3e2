"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Simulation } from "#components/workflows/outputs.ts";
import type { CompiledGraph } from "#workflows/compile.ts";
import type { Graph } from "#workflows/graph.ts";
import type { TrialPerson, TrialStart, TrialWorld } from "#workflows/trial.ts";
import { useClockWords } from "./clock-words.ts";
import type { Trail } from "./playback.ts";
import { SimulatedRun } from "./simulated-run.tsx";

const UNDISTURBED: TrialWorld = { events: [], changes: [], failing: [], answers: {} };

/** A test that was started. */
export interface Started {
  person: TrialPerson;
  start: TrialStart;
  name: string;
}

type Props = {
  workflowId: number;
  started: Started;
  graph: Graph;
  trigger: CompiledGraph["trigger"];
  panel: RefObject<HTMLElement | null>;
  onTrail(trail: Trail | null): void;
  onOther(): void;
};

/** Has the run of a started test worked out, anew whenever the canvas or what happens around it changes. */
export function RunningTest({ workflowId, started, graph, trigger, panel, onTrail, onOther }: Props) {
  const api = useApi();
  const t = useTranslations("simulation.panel");
  const say = useSay();
  const [world, setWorld] = useState(UNDISTURBED);
  const startedAt = useRef<number | null>(null);
  const { mutateAsync } = useMutation(api.workflows.simulate.mutationOptions());
  // Who only looks sees the stored draft, and the server tries that one.
  const draft = useMay("editor") ? { graph } : {};
  const { person, start, name } = started;
  const simulation = useQuery({
    queryKey: [...api.workflows.simulate.mutationKey(), workflowId, started, graph, world],
    queryFn: () =>
      mutateAsync({ id: workflowId, person, start, startedAt: startedAt.current, ...world, ...draft }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (simulation.isPending) return <Spinner label={t("working")} />;
  if (simulation.isError) {
    return (
      <ErrorState className="py-4" onRetry={() => void simulation.refetch()}>
        {simulation.error.message}
      </ErrorState>
    );
  }
  const { data } = simulation;
  if (!data.starts) {
    const asked = trigger ? say(trigger.definition.describe(trigger.config)) : "";
    return (
      <Banner tone="warning" title={t("wouldNotStart")}>
        {t("wouldNotStartHelp", { trigger: asked })}
      </Banner>
    );
  }
  return (
    <>
      {data.refusal && <Refusal name={name} refusal={data.refusal} timeZone={data.profile.zone} />}
      <SimulatedRun
        simulation={data}
        outdated={simulation.isPlaceholderData}
        graph={graph}
        panel={panel}
        world={world}
        onWorld={(next) => {
          startedAt.current = data.startAt;
          setWorld(next);
        }}
        onTrail={onTrail}
        onOther={onOther}
      />
    </>
  );
}

type RefusalProps = { name: string; refusal: NonNullable<Simulation["refusal"]>; timeZone: string };

/** That the rules of entering would keep the person out; the run is played nevertheless. */
export function Refusal({ name, refusal: { text, lastAt }, timeZone }: RefusalProps) {
  const t = useTranslations("simulation.refused");
  const say = useSay();
  const words = useClockWords(timeZone);
  return (
    <Banner tone="info" title={t("title", { name })}>
      {t("why", { reason: say(text) })} {lastAt !== null && t("last", { at: words.moment(lastAt) })}{" "}
      {t("anyway")}
    </Banner>
  );
}
