"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { StepForm } from "#components/canvas/step-form.tsx";
import { useChoices } from "#components/canvas/use-choices.ts";
import { Banner } from "#components/ui/banner.tsx";
import { findNode } from "#workflows/catalogue.ts";
import { emptyGraph } from "#workflows/graph.ts";
import { nameProblems } from "#workflows/name-problems.ts";
import type { OneOffMessage } from "#workflows/one-off.ts";
import { ONE_OFF_STEP } from "#workflows/one-off.ts";
import { isPublishable, type Problem, validateGraph } from "#workflows/validate.ts";
import { ChannelChoice } from "./channel-choice.tsx";
import { newMessage } from "./new-message.ts";
import { graphOf } from "./one-off-draft.ts";
import { PersonPreview } from "./person-preview.tsx";

type Props = {
  oneOffId: number;
  message: OneOffMessage | null;
  /** Nothing can be changed. */
  viewing: boolean;
  /** Everything that is wrong is shown, also in fields that nobody has been in yet. */
  checked: boolean;
  onChange(message: OneOffMessage): void;
};

/** What is sent: its channel, and the very form that a step of a workflow has. */
export function MessageSection({ oneOffId, message, viewing, checked, onChange }: Props) {
  const t = useTranslations("one-offs.message");
  const graph = useMemo(() => (message ? graphOf(message) : emptyGraph), [message]);
  const choices = useChoices(graph);
  const faults = useMemo(() => validateGraph(graph).filter(isOfStep), [graph]);
  const problems = useMemo(() => [...faults, ...nameProblems(graph).filter(isOfStep)], [faults, graph]);
  // A message that was just begun is not full of faults yet.
  const [fresh, setFresh] = useState<ReadonlySet<string> | null>(null);
  // Whoever looks at another channel finds what they wrote when they come back.
  const written = useRef(new Map<string, OneOffMessage>());

  function choose(type: string) {
    if (message) written.current.set(message.type, message);
    const before = written.current.get(type);
    setFresh(before ? null : new Set());
    onChange(before ?? newMessage(type));
  }

  function configure(config: Record<string, unknown>, field: string) {
    if (!message) return;
    if (fresh) setFresh(new Set([...fresh, field]));
    onChange({ ...message, config });
  }

  const node = graph.nodes.find(({ id }) => id === ONE_OFF_STEP);
  const shown = checked || fresh === null ? problems : problems.filter((problem) => isAbout(problem, fresh));
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <fieldset disabled={viewing} className="min-w-0">
        <ChannelChoice type={message?.type ?? null} onChoose={choose} />
      </fieldset>
      {message && !findNode(message.type) && (
        <Banner tone="warning">{t("unknownType", { type: message.type })}</Banner>
      )}
      {message && node && findNode(message.type) && (
        <section aria-label={t("label")} className="flex max-w-2xl min-w-0 flex-col gap-5 border-t pt-5">
          <StepForm
            key={message.type}
            graph={graph}
            node={node}
            problems={shown}
            choices={choices}
            viewing={viewing}
            onConfigure={configure}
          />
          <PersonPreview
            oneOffId={oneOffId}
            message={message}
            whole={isPublishable(faults)}
            // Whoever only looks sees what is stored.
            stored={viewing}
          />
        </section>
      )}
    </div>
  );
}

function isOfStep({ nodeId }: Problem): boolean {
  return nodeId === ONE_OFF_STEP;
}

function isAbout({ field }: Problem, fields: ReadonlySet<string>): boolean {
  return field !== undefined && fields.has(field.split(".")[0] ?? field);
}
