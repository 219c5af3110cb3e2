"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { type Say, useSay } from "#components/say.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { plainTemplate } from "#components/workflows/plain-template.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import type { PeopleAnswer } from "#workflows/people-inside.ts";
import type { Phrase } from "#workflows/phrase.ts";
import { type PeopleDraft, stepsToPlace, type WaitingStep } from "./people-draft.ts";
import { sentenceFor } from "./ports.ts";

const CHOICES = ["stay", "move", "exit"] as const;

type T = ReturnType<typeof useTranslations<"canvas.inside">>;

const AS_EVERYBODY = "as everybody";
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
  const t = useTranslations("canvas.inside");
  const name = useId();
  const people = waiting.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="flex flex-col gap-3" aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`} className="text-sm font-medium">
        {t("title", { count: people })}
      </h3>
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-1.5 font-medium">{t("question")}</legend>
        {CHOICES.map((kind) => (
          <Choice
            key={kind}
            name={name}
            checked={value.kind === kind}
            onChoose={() => onChange({ ...value, kind })}
            label={t(kind)}
            help={t(`${kind}Help`)}
          />
        ))}
      </fieldset>
      <WaitingList waiting={waiting} value={value} onChange={onChange} />
      <Targets waiting={waiting} graph={graph} value={value} strict={strict} onChange={onChange} />
    </section>
  );
}

/** Where they are, with what is different there; each step may have an answer of its own. */
function WaitingList({ waiting, value, onChange }: Pick<Props, "waiting" | "value" | "onChange">) {
  const t = useTranslations("canvas.inside");
  const locale = useLocale();
  const say = useSay();
  const name = useId();
  const several = waiting.length > 1;
  const options = [
    { value: AS_EVERYBODY, label: t("own.same") },
    ...CHOICES.map((kind) => ({ value: kind, label: t(`own.${kind}`) })),
  ];
  return (
    <div className="flex flex-col gap-1.5">
      {several && (
        <p id={name} className="font-medium">
          {t("own.title")}
        </p>
      )}
      <ul
        aria-labelledby={several ? name : undefined}
        className="max-h-72 overflow-y-auto rounded-md border bg-sunken px-3 py-1.5"
      >
        {waiting.map((step) => {
          const { nodeId, count } = step;
          const text = plainTemplate(say(step.text));
          const difference = step.gone ? "gone" : step.change;
          return (
            <li key={nodeId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
              <span data-figures className="w-10 shrink-0 text-right font-medium">
                {new Intl.NumberFormat(locale).format(count)}
              </span>
              <span className="min-w-0 flex-1 basis-40 [overflow-wrap:anywhere]">
                {text}
                {difference && <span className="text-muted"> · {t(difference)}</span>}
              </span>
              {several && (
                <Select
                  className="ml-13 sm:ml-0 sm:w-44"
                  aria-label={t("own.label", { count, step: text })}
                  options={options}
                  value={value.answers[nodeId] ?? AS_EVERYBODY}
                  onValueChange={(chosen) =>
                    onChange({ ...value, answers: withAnswer(value, nodeId, chosen) })
                  }
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function withAnswer({ answers }: PeopleDraft, nodeId: string, chosen: string): Record<string, PeopleAnswer> {
  const { [nodeId]: _, ...others } = answers;
  const own = CHOICES.find((kind) => kind === chosen);
  return own ? { ...others, [nodeId]: own } : others;
}

function Targets({ waiting, graph, value, strict, onChange }: Props) {
  const t = useTranslations("canvas.inside");
  const say = useSay();
  const gone = stepsToPlace(value, waiting);
  const options = [
    { value: OUT, label: t("leave") },
    ...graph.nodes.flatMap((node) => stepOption(node, graph, say, t)),
  ];
  if (gone.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{t("where", { count: gone.length })}</p>
      {gone.map(({ nodeId, count, text }) => {
        const target = value.targets[nodeId];
        return (
          <Field
            key={nodeId}
            label={t("at", { count, step: plainTemplate(say(text)) })}
            error={strict && target === undefined ? t("missing") : undefined}
          >
            <Select
              options={options}
              placeholder={t("choose")}
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
function stepOption(node: GraphNode, graph: Graph, say: Say, t: T) {
  if (findNode(node.type)?.kind === "trigger") return [];
  const from = graph.edges.find(({ to }) => to === node.id)?.from;
  const before = graph.nodes.find(({ id }) => id === from);
  return {
    value: STEP_PREFIX + node.id,
    label: say(wordStep(node)),
    description: before ? t("after", { step: say(wordStep(before)) }) : undefined,
  };
}

function wordStep(node: GraphNode): Phrase {
  const definition = findNode(node.type);
  return (definition && sentenceFor(definition, node)) ?? definition?.label ?? node.type;
}
