"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useSay } from "#components/say.tsx";
import { Button } from "#components/ui/button.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { findNode } from "#workflows/catalogue.ts";
import type { Graph, GraphNode } from "#workflows/graph.ts";
import { type Followers, onlyThrough, usualFollowers } from "./followers.ts";
import { takenPorts } from "./places.ts";

type Props = {
  graph: Graph;
  node: GraphNode;
  /** In the list; absent where steps have no numbers. */
  number?: number;
  onDelete(followers: Followers): void;
  onClose(): void;
};

/** Asks what becomes of what follows a step before it is deleted. */
export function DeleteDialog({ graph, node, number, onDelete, onClose }: Props) {
  const t = useTranslations("outline.delete");
  const say = useSay();
  const name = useId();
  const [chosen, setChosen] = useState<Followers>(() => usualFollowers(graph, node));
  const definition = findNode(node.type);
  const step = say(definition?.label ?? node.type);
  const ports = definition?.kind === "trigger" ? [] : takenPorts(graph, node);
  const behind = onlyThrough(graph, node.id).length - 1;
  const chosenPort = chosen.kind === "join" ? chosen.port : null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={number === undefined ? t("titleStep", { step }) : t("title", { number, step })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="danger" onClick={() => onDelete(chosen)}>
            {t("confirm")}
          </Button>
        </>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-sm">{t("question")}</legend>
        {ports.map((port) => (
          <Choice
            key={port.id}
            name={name}
            checked={chosenPort === port.id}
            onChoose={() => setChosen({ kind: "join", port: port.id })}
            label={ports.length === 1 ? t("join") : t("joinPath", { path: say(port.label) })}
          />
        ))}
        <Choice
          name={name}
          checked={chosen.kind === "leave"}
          onChoose={() => setChosen({ kind: "leave" })}
          label={t("leave")}
          help={t("leaveHelp")}
        />
        {behind > 0 && (
          <Choice
            name={name}
            checked={chosen.kind === "delete"}
            onChoose={() => setChosen({ kind: "delete" })}
            label={t("all", { count: behind })}
          />
        )}
      </fieldset>
    </Dialog>
  );
}
