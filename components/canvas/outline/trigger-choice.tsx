"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useSay } from "#components/say.tsx";
import { catalogue } from "#workflows/catalogue.ts";
import type { NodeDefinition } from "#workflows/node.ts";
import { NodeIcon } from "../node-icon.tsx";

/** By what starts a workflow; a trigger that stands nowhere here comes with what customers do. */
const GROUPS = {
  time: ["inactivity", "date-attribute", "schedule"],
  outside: ["incoming-hook", "manual"],
};

/** What stands in the list of a workflow without steps: what should start it? */
export function TriggerChoice({ onChoose }: { onChoose(type: string): void }) {
  const t = useTranslations("outline.triggers");
  const triggers = catalogue.filter(({ kind }) => kind === "trigger");
  const elsewhere = Object.values(GROUPS).flat();
  const groups = [
    { id: "customer", found: triggers.filter(({ type }) => !elsewhere.includes(type)) },
    { id: "time", found: triggers.filter(({ type }) => GROUPS.time.includes(type)) },
    { id: "outside", found: triggers.filter(({ type }) => GROUPS.outside.includes(type)) },
  ] as const;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h2 className="text-lg">{t("title")}</h2>
        <p className="mt-1 text-sm text-muted">{t("help")}</p>
      </div>
      {groups.map(({ id, found }) => (
        <section key={id}>
          <h3 className="mb-1.5 text-sm font-medium text-muted">{t(id)}</h3>
          <ul className="overflow-hidden rounded-lg border bg-surface shadow-card">
            {found.map((definition) => (
              <li key={definition.type} className="border-b last:border-b-0">
                <TriggerButton definition={definition} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function TriggerButton({
  definition,
  onChoose,
}: {
  definition: NodeDefinition;
  onChoose(type: string): void;
}) {
  const say = useSay();
  const id = useId();
  return (
    <button
      type="button"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-summary`}
      onClick={() => onChoose(definition.type)}
      className="flex min-h-control w-full items-center gap-3 px-3 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2"
    >
      <NodeIcon definition={definition} />
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className="block text-sm font-medium">
          {say(definition.label)}
        </span>
        <span id={`${id}-summary`} className="block text-[0.8125rem] leading-snug text-muted">
          {say(definition.summary)}
        </span>
      </span>
    </button>
  );
}
