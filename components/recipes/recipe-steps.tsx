"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { NodeIcon } from "#components/canvas/node-icon.tsx";
import { sentenceFor } from "#components/canvas/ports.ts";
import { MessagePreview } from "#components/canvas/simulation/message-preview.tsx";
import { useSay } from "#components/say.tsx";
import { Select } from "#components/ui/select.tsx";
import type { RecipeDetail } from "#components/workflows/outputs.ts";
import { findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";

/** The steps of a recipe in words, each message as a customer would read it in the chosen language. */
export function RecipeSteps({ recipe }: { recipe: RecipeDetail }) {
  const t = useTranslations("recipes");
  const locale = useLocale();
  const headingId = useId();
  const languages = [...new Set(recipe.messages.map(({ language }) => language))];
  const [chosen, setChosen] = useState<string | null>(null);
  const language = chosen ?? languages.find((tag) => tag.startsWith(locale)) ?? languages[0] ?? locale;
  return (
    <section aria-labelledby={headingId}>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <div className="min-w-0">
          <h2 id={headingId} className="text-lg">
            {t("steps")}
          </h2>
          <p className="mt-0.5 text-sm text-muted">{t("stepsHelp")}</p>
        </div>
        {languages.length > 1 && (
          <Select
            aria-label={t("readIn")}
            className="w-44"
            options={languages.map((tag) => ({ value: tag, label: nameOf(tag, locale) }))}
            value={language}
            onValueChange={setChosen}
          />
        )}
      </div>
      <ol className="flex flex-col gap-5">
        {recipe.graph.nodes.map((node) => (
          <StepLine
            key={node.id}
            node={node}
            sends={recipe.messages.some(({ nodeId }) => nodeId === node.id)}
            message={
              recipe.messages.find((known) => known.nodeId === node.id && known.language === language)
                ?.message
            }
          />
        ))}
      </ol>
    </section>
  );
}

type Message = RecipeDetail["messages"][number]["message"];

function StepLine({ node, sends, message }: { node: GraphNode; sends: boolean; message?: Message }) {
  const t = useTranslations("recipes");
  const say = useSay();
  const definition = findNode(node.type);
  if (!definition) return null;
  return (
    <li className="flex gap-3">
      <NodeIcon definition={definition} />
      <div className="min-w-0 flex-1">
        <p className="text-sm font-medium">{say(definition.label)}</p>
        <p className="text-sm text-muted [overflow-wrap:anywhere]">
          {say(sentenceFor(definition, node) ?? definition.summary)}
        </p>
        {message && <MessagePreview message={message} />}
        {sends && !message && <p className="mt-2 text-sm text-muted">{t("noPreview")}</p>}
      </div>
    </li>
  );
}

function nameOf(tag: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(tag) ?? tag;
}
