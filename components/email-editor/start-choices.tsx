"use client";

import { FilePlus2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { textOf } from "#components/config-form/control.ts";
import { blockIcons } from "./block-kinds.ts";
import { useEditorActions } from "./editor-context.tsx";
import { designFrom, type StartingPoint, startingPoints } from "./starting-points.ts";
import type { DesignState } from "./use-design.ts";

const CARD =
  "flex w-full flex-col gap-3 rounded-lg border bg-raised p-4 text-left shadow-card hover:border-line-strong";

/** Ways to begin while the email is empty. */
export function StartChoices({ state }: { state: DesignState }) {
  const t = useTranslations("email-editor");
  const { config, change } = useWholeConfig();
  const { add, notify } = useEditorActions();

  function begin(start: StartingPoint) {
    const design = designFrom(start);
    state.edit(() => design);
    const words = {
      ...(textOf(config.subject).trim() === "" && { subject: start.subject }),
      ...(textOf(config.preview).trim() === "" && { preview: start.preview }),
    };
    // Both at once: each change writes the whole config as it was drawn last.
    if (Object.keys(words).length > 0) change({ design, ...words }, "design");
    notify(t("start.chosen", { name: start.name }), "spoken");
  }

  return (
    <div className="mx-auto max-w-[42rem] p-4">
      <h2 className="text-lg">{t("start.title")}</h2>
      <p className="mt-1 text-sm text-muted">{t("start.help")}</p>
      <ul className="mt-4 grid gap-3 sm:grid-cols-2">
        {startingPoints(t).map((start) => (
          <li key={start.name} className="flex">
            <button type="button" className={CARD} onClick={() => begin(start)}>
              <span>
                <span className="block font-medium">{start.name}</span>
                <span className="mt-0.5 block text-sm text-muted">{start.purpose}</span>
              </span>
              <span aria-hidden="true" className="mt-auto flex flex-wrap gap-1.5 text-muted">
                {start.blocks.map(({ type }, index) => {
                  const Icon = blockIcons[type];
                  return <Icon key={iconKey(type, index)} className="size-4" />;
                })}
              </span>
            </button>
          </li>
        ))}
        <li className="flex">
          <button type="button" className={CARD} onClick={() => add("heading")}>
            <span>
              <span className="block font-medium">{t("start.empty")}</span>
              <span className="mt-0.5 block text-sm text-muted">{t("start.emptyHelp")}</span>
            </span>
            <FilePlus2 aria-hidden="true" className="mt-auto size-4 text-muted" />
          </button>
        </li>
      </ul>
    </div>
  );
}

function iconKey(type: string, index: number): string {
  return `${type} ${index}`;
}
