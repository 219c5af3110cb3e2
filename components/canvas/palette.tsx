"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useSay } from "#components/say.tsx";
import { Input } from "#components/ui/input.tsx";
import type { NodeDefinition } from "#workflows/node.ts";
import { nodeGroups } from "./node-groups.ts";
import { NodeIcon } from "./node-icon.tsx";

/** What a dragged step carries: its type. */
export const DRAG_TYPE = "application/x-rekindle-node";

type Props = {
  /** The workflow has its trigger: what else it may need comes first. */
  triggered: boolean;
  onAdd(type: string): void;
};

/** Every node type, to be dragged onto the canvas or added by a press. */
export function Palette({ triggered, onAdd }: Props) {
  const t = useTranslations("canvas");
  const say = useSay();
  const [search, setSearch] = useState("");
  const found = nodeGroups(say, search);
  const groups = triggered
    ? found.toSorted((a, b) => Number(a.kind === "trigger") - Number(b.kind === "trigger"))
    : found;
  return (
    <section aria-label={t("palette.title")} className="flex flex-col gap-4">
      <Input
        icon={<Search />}
        type="search"
        aria-label={t("picker.search")}
        placeholder={t("picker.search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.map((group) => (
        <div key={group.kind}>
          <h2 className="mb-1 px-1 text-xs font-medium tracking-normal text-muted">
            {t(`kinds.${group.kind}`)}
          </h2>
          <ul className="flex flex-col">
            {group.definitions.map((definition) => (
              <li key={definition.type}>
                <PaletteItem definition={definition} onAdd={onAdd} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {groups.length === 0 && <p className="px-1 text-sm text-muted">{t("picker.none", { search })}</p>}
    </section>
  );
}

function PaletteItem({ definition, onAdd }: { definition: NodeDefinition; onAdd(type: string): void }) {
  const say = useSay();
  const id = useId();
  return (
    <button
      type="button"
      draggable
      aria-label={say(definition.label)}
      aria-describedby={id}
      title={say(definition.summary)}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_TYPE, definition.type);
        event.dataTransfer.effectAllowed = "copy";
      }}
      onClick={() => onAdd(definition.type)}
      className="flex min-h-11 w-full cursor-grab items-center gap-2.5 rounded-md px-1.5 py-1 text-left md:pointer-fine:min-h-9 md:pointer-fine:py-0.5 text-sm font-medium hover:bg-hover active:cursor-grabbing"
    >
      <NodeIcon definition={definition} className="size-8 [&_svg]:size-4 md:pointer-fine:size-7" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{say(definition.label)}</span>
        <span id={id} className="hidden text-xs leading-snug font-normal text-muted max-md:block">
          {say(definition.summary)}
        </span>
      </span>
    </button>
  );
}
