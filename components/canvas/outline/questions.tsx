"use client";

import type { Graph } from "#workflows/graph.ts";
import type { PickRequest } from "../picker/pick.ts";
import { StepPicker } from "../picker/step-picker.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { TargetPicker } from "./target-picker.tsx";
import type { Answer, Asked } from "./use-list-changes.ts";

type Props = {
  asked: Asked;
  graph: Graph;
  numbers: ReadonlyMap<string, number>;
  answer: Answer;
  onClose(): void;
};

/** What the list asks before it changes something. */
export function Questions({ asked, graph, numbers, answer, onClose }: Props) {
  switch (asked.kind) {
    case "step":
      return <StepPicker request={pickRequest(asked)} onPick={answer.step} onClose={onClose} />;
    case "target":
      return (
        <TargetPicker
          graph={graph}
          from={asked.from}
          port={asked.port}
          numbers={numbers}
          onChoose={answer.target}
          onClose={onClose}
        />
      );
    case "delete":
      return (
        <DeleteDialog
          graph={graph}
          node={asked.node}
          number={numbers.get(asked.node.id) ?? 0}
          onDelete={answer.followers}
          onClose={onClose}
        />
      );
  }
}

/** As the canvas asks: what is chosen is put where the list says, so the first of several connections stands for all. */
function pickRequest({ place, anchor }: Extract<Asked, { kind: "step" }>): PickRequest {
  if (place.kind === "end") return { place, anchor };
  return { place: { kind: "edge", edgeId: place.edgeIds[0] ?? "" }, anchor };
}
