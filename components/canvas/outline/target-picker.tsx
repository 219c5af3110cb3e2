"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { ChoiceList } from "#components/ui/choice-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { isConnectable } from "../connections.ts";
import { NodeIcon } from "../node-icon.tsx";
import { sentenceFor } from "../ports.ts";

type Props = {
  graph: Graph;
  from: string;
  port: string;
  numbers: ReadonlyMap<string, number>;
  onChoose(node: GraphNode): void;
  onClose(): void;
};

/** The steps that a way out may go on with, in the order of the list. */
export function TargetPicker({ graph, from, port, numbers, onChoose, onClose }: Props) {
  const t = useTranslations("outline.target");
  const say = useSay();
  const [search, setSearch] = useState("");
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const targets = graph.nodes
    .filter((node) => isConnectable(graph, { from, port, to: node.id }))
    .map((node) => {
      const definition = findNode(node.type);
      const number = numbers.get(node.id) ?? 0;
      const sentence = definition && sentenceFor(definition, node);
      return {
        ...{ node, number, id: node.id, icon: <NodeIcon definition={definition} className="size-7" /> },
        label: t("step", { number, step: say(definition?.label ?? node.type) }),
        hint: sentence ? say(sentence) : undefined,
      };
    })
    .filter(({ label, hint }) => words.every((word) => `${label} ${hint ?? ""}`.toLowerCase().includes(word)))
    .toSorted((a, b) => a.number - b.number);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} description={t("help")}>
      <ChoiceList
        label={t("search")}
        search={search}
        onSearch={setSearch}
        found={t("found", { count: targets.length })}
        none={t("none", { search })}
        groups={targets.length > 0 ? [{ id: "steps", label: t("steps"), choices: targets }] : []}
        onChoose={(id) => {
          const target = targets.find(({ node }) => node.id === id);
          if (target) onChoose(target.node);
        }}
      />
    </Dialog>
  );
}
