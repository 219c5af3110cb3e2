"use client";

import {
  FastForward,
  Keyboard,
  List,
  Plus,
  Redo2,
  Rocket,
  Settings,
  SquareMousePointer,
  Undo2,
  Workflow,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { Command } from "#components/command-palette/commands.ts";
import { useOfferedCommands } from "#components/command-palette/use-offered-commands.ts";
import { useSay } from "#components/say.tsx";
import { catalogue, findNode } from "#workflows/catalogue.ts";
import type { GraphNode } from "#workflows/graph.ts";
import type { GraphView } from "./outline/use-graph-view.ts";
import { sentenceFor } from "./ports.ts";
import type { Editor } from "./use-editor.ts";

type Means = {
  editor: Editor;
  /** Nothing can be changed, because somebody may only look or a run is being shown. */
  locked: boolean;
  viewing: boolean;
  simulating: boolean;
  view: GraphView;
  onView(view: GraphView): void;
  onAdd(type: string): void;
  onPublish(): void;
  onSimulate(): void;
  onSettings(): void;
  onHelp(): void;
};

/** What a workflow offers in the command palette, however it is shown: its steps, and what can be done with it. */
export function EditorCommands(means: Means): null {
  const t = useTranslations("canvas");
  const say = useSay();
  useOfferedCommands(() => [...actionsOf(means, t), ...additionsOf(means), ...stepsOf(means)]);

  function additionsOf({ locked, onAdd }: Means): Command[] {
    if (locked) return [];
    return catalogue.map((definition) => ({
      id: `add ${definition.type}`,
      group: "add",
      label: say(definition.label),
      hint: say(definition.summary),
      Icon: Plus,
      run: () => onAdd(definition.type),
    }));
  }

  function stepsOf({ editor, simulating }: Means): Command[] {
    if (simulating) return [];
    return editor.draft.graph.nodes.map((node) => ({
      id: `step ${node.id}`,
      group: "steps",
      ...wordsFor(node),
      Icon: SquareMousePointer,
      run: () => editor.selectNode(node.id),
    }));
  }

  function wordsFor(node: GraphNode): { label: string; hint?: string } {
    const definition = findNode(node.type);
    if (!definition) return { label: node.type };
    const sentence = sentenceFor(definition, node);
    return { label: say(definition.label), hint: sentence === null ? undefined : say(sentence) };
  }
  return null;
}

type Translate = ReturnType<typeof useTranslations<"canvas">>;

function actionsOf(means: Means, t: Translate): Command[] {
  const { editor, locked, viewing, simulating, view, onView, onPublish, onSimulate, onSettings, onHelp } =
    means;
  const { draft, undo, redo } = editor;
  const other = view === "list" ? "canvas" : "list";
  const all: (Command & { off?: boolean })[] = [
    {
      id: "undo",
      group: "canvas",
      label: t("toolbar.undo"),
      Icon: Undo2,
      presses: ["mod", "Z"],
      off: locked || draft.past.length === 0,
      run: undo,
    },
    {
      id: "redo",
      group: "canvas",
      label: t("toolbar.redo"),
      Icon: Redo2,
      presses: ["mod", "shift", "Z"],
      off: locked || draft.future.length === 0,
      run: redo,
    },
    {
      id: "publish",
      group: "canvas",
      label: t("commands.actions.publish"),
      Icon: Rocket,
      off: viewing,
      run: onPublish,
    },
    {
      id: "try",
      group: "canvas",
      Icon: FastForward,
      label: t(simulating ? "commands.actions.stopTrying" : "commands.actions.try"),
      run: onSimulate,
    },
    {
      id: "settings",
      group: "canvas",
      label: t("commands.actions.settings"),
      Icon: Settings,
      run: onSettings,
    },
    {
      id: "view",
      group: "canvas",
      label: t(`commands.actions.${other}`),
      Icon: other === "list" ? List : Workflow,
      off: simulating,
      run: () => onView(other),
    },
    {
      id: "shortcuts",
      group: "canvas",
      label: t("toolbar.shortcuts"),
      Icon: Keyboard,
      presses: ["?"],
      run: onHelp,
    },
  ];
  return all.filter(({ off }) => !off);
}
