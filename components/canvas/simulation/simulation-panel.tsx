"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { FastForward } from "lucide-react";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { isPublishable, validateGraph } from "#workflows/validate.ts";
import { SidePanel } from "../side-panel.tsx";
import type { Trail } from "./playback.ts";
import { ProfilePicker } from "./profile-picker.tsx";
import { SimulatedRun } from "./simulated-run.tsx";

type Props = {
  workflowId: number;
  graph: Graph;
  sheet: boolean;
  onTrail(trail: Trail | null): void;
  onClose(): void;
};

/** Runs what is on the canvas for one profile on a fast clock. Nothing is sent and nothing is stored. */
export function SimulationPanel({ workflowId, graph, sheet, onTrail, onClose }: Props) {
  const [profile, setProfile] = useState<ProfileSummary | null>(null);
  const runnable = isPublishable(validateGraph(graph));

  function close() {
    onTrail(null);
    onClose();
  }

  return (
    <SidePanel
      label="Run on a fast clock"
      title="Run it on a fast clock"
      description="Nothing is sent. Waits pass in a moment."
      icon={
        <span
          aria-hidden="true"
          className="flex size-9 shrink-0 items-center justify-center rounded-md border border-success-line bg-success-soft text-success [&_svg]:size-4.5"
        >
          <FastForward />
        </span>
      }
      sheet={sheet}
      onClose={close}
    >
      <div className="flex flex-col gap-4">
        <ProfilePicker chosen={profile} onChoose={setProfile} />
        {!runnable && (
          <Banner tone="warning">
            The workflow cannot run yet. Close this and put right what is marked on the canvas.
          </Banner>
        )}
        {runnable && profile && (
          <Simulated workflowId={workflowId} profile={profile} graph={graph} onTrail={onTrail} />
        )}
      </div>
    </SidePanel>
  );
}

function Simulated({
  workflowId,
  profile,
  graph,
  onTrail,
}: {
  workflowId: number;
  profile: ProfileSummary;
  graph: Graph;
  onTrail(trail: Trail | null): void;
}) {
  const api = useApi();
  const { mutateAsync } = useMutation(api.workflows.simulate.mutationOptions());
  // Who only looks sees the stored draft, and the server tries that one.
  const draft = useMay("editor") ? { graph } : {};
  const simulation = useQuery({
    queryKey: [...api.workflows.simulate.mutationKey(), workflowId, profile.id, graph],
    queryFn: () => mutateAsync({ id: workflowId, profileId: profile.id, ...draft }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (simulation.isPending) return <Spinner label="Working out the run" />;
  if (simulation.isError) {
    return (
      <ErrorState className="py-4" onRetry={() => void simulation.refetch()}>
        {simulation.error.message}
      </ErrorState>
    );
  }
  return (
    <SimulatedRun
      key={profile.id}
      simulation={simulation.data}
      graph={graph}
      timeZone={simulation.data.profile.zone}
      onTrail={onTrail}
    />
  );
}
