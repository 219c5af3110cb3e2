"use client";

import { useId } from "react";
import { type Say, useSay } from "#components/say.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { plainTemplate } from "#components/workflows/plain-template.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import type { Phrase } from "#workflows/phrase.ts";
import type { PeopleDraft, WaitingStep } from "./people-draft.ts";
import { sentenceFor } from "./ports.ts";

const CHOICES = [
  {
    kind: "stay",
    label: "They finish on the version they are in (recommended)",
    help: "Nothing changes for them. The new version is for those who enter from now on.",
  },
  {
    kind: "move",
    label: "They move to the new version",
    help: "They keep their place and take the new steps from there. A wait that has begun still counts from its beginning.",
  },
  {
    kind: "exit",
    label: "They leave now",
    help: "Their way ends here, and nothing more of this workflow is sent to them. This cannot be undone.",
  },
] as const;

const OUT = "out";
const STEP_PREFIX = "step ";

type Props = {
  waiting: WaitingStep[];
  /** The new version. */
  graph: Graph;
  value: PeopleDraft;
  /** Whether to point out what has not been answered. */
  strict: boolean;
  onChange(value: PeopleDraft): void;
};

/** Where people are inside earlier versions, and the question what becomes of them. */
export function PeopleInside({ waiting, graph, value, strict, onChange }: Props) {
  const name = useId();
  const people = waiting.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="flex flex-col gap-3" aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`} className="text-sm font-medium">
        {people === 1 ? "One person is" : `${people.toLocaleString("en")} people are`} still inside an earlier
        version
      </h3>
      <WaitingList waiting={waiting} />
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-1.5 font-medium">What happens to them?</legend>
        {CHOICES.map(({ kind, label, help }) => (
          <Choice
            key={kind}
            name={name}
            checked={value.kind === kind}
            onChoose={() => onChange({ ...value, kind })}
            label={label}
            help={help}
          />
        ))}
      </fieldset>
      {value.kind === "move" && (
        <Targets waiting={waiting} graph={graph} value={value} strict={strict} onChange={onChange} />
      )}
    </section>
  );
}

function WaitingList({ waiting }: { waiting: WaitingStep[] }) {
  const say = useSay();
  return (
    <ul className="max-h-40 overflow-y-auto rounded-md border bg-sunken px-3 py-1.5">
      {waiting.map(({ nodeId, count, text, gone }) => (
        <li key={nodeId} className="flex items-baseline gap-3 py-1">
          <span data-figures className="w-10 shrink-0 text-right font-medium">
            {count.toLocaleString("en")}
          </span>
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {plainTemplate(say(text))}
            {gone && <span className="text-muted"> · not in the new version</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Targets({ waiting, graph, value, strict, onChange }: Props) {
  const say = useSay();
  const gone = waiting.filter((step) => step.gone);
  const options = [
    { value: OUT, label: "They leave the workflow" },
    ...graph.nodes.flatMap((node) => stepOption(node, graph, say)),
  ];
  if (gone.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">
        {gone.length === 1 ? "One of these steps is" : "Some of these steps are"} not in the new version.
        Where do people go from there?
      </p>
      {gone.map(({ nodeId, count, text }) => {
        const target = value.targets[nodeId];
        return (
          <Field
            key={nodeId}
            label={`${count === 1 ? "1 person" : `${count.toLocaleString("en")} people`} at “${plainTemplate(say(text))}”`}
            error={strict && target === undefined ? "Choose where they go" : undefined}
          >
            <Select
              options={options}
              placeholder="Choose a step…"
              value={target === null ? OUT : target === undefined ? "" : STEP_PREFIX + target}
              onValueChange={(chosen) =>
                onChange({
                  ...value,
                  targets: {
                    ...value.targets,
                    [nodeId]: chosen === OUT ? null : chosen.slice(STEP_PREFIX.length),
                  },
                })
              }
            />
          </Field>
        );
      })}
    </div>
  );
}

/** A step of the new version to go to, told from its like by the step before it. */
function stepOption(node: GraphNode, graph: Graph, say: Say) {
  if (findNode(node.type)?.kind === "trigger") return [];
  const from = graph.edges.find(({ to }) => to === node.id)?.from;
  const before = graph.nodes.find(({ id }) => id === from);
  return {
    value: STEP_PREFIX + node.id,
    label: say(wordStep(node)),
    description: before ? `After: ${say(wordStep(before))}` : undefined,
  };
}

function wordStep(node: GraphNode): Phrase {
  const definition = findNode(node.type);
  return (definition && sentenceFor(definition, node)) ?? definition?.label ?? node.type;
}
