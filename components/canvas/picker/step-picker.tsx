"use client";

import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { useState } from "react";
import { useSay } from "#components/say.tsx";
import { ChoiceList } from "#components/ui/choice-list.tsx";
import { nodeGroups } from "../node-groups.ts";
import { NodeIcon } from "../node-icon.tsx";
import type { PickRequest } from "./pick.ts";

type Props = {
  request: PickRequest;
  onPick(type: string): void;
  onClose(): void;
};

/** The one list of steps, beside whatever asked for it. Triggers start a workflow and follow nothing. */
export function StepPicker({ request, onPick, onClose }: Props) {
  const t = useTranslations("canvas");
  const say = useSay();
  const [search, setSearch] = useState("");
  const starting = request.place.kind === "trigger";
  const groups = nodeGroups(say, search).filter(({ kind }) => (kind === "trigger") === starting);
  const count = groups.reduce((sum, { definitions }) => sum + definitions.length, 0);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Anchor virtualRef={{ current: request.anchor }} />
      <Radix.Portal>
        <Radix.Content
          aria-label={t(starting ? "picker.trigger" : "picker.title")}
          side="bottom"
          sideOffset={8}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const { anchor } = request;
            if (anchor instanceof HTMLElement && anchor.isConnected) anchor.focus();
          }}
          className="z-50 flex max-h-[min(26rem,var(--radix-popover-content-available-height))] w-72 max-w-[calc(100vw-1rem)] animate-pop-in flex-col rounded-lg border bg-raised p-2 shadow-pop outline-none"
        >
          <ChoiceList
            label={t("picker.search")}
            search={search}
            onSearch={setSearch}
            found={t("picker.found", { count })}
            none={t("picker.none", { search })}
            onChoose={onPick}
            groups={groups.map(({ kind, definitions }) => ({
              id: kind,
              label: t(`kinds.${kind}`),
              choices: definitions.map((definition) => ({
                id: definition.type,
                label: say(definition.label),
                icon: <NodeIcon definition={definition} className="size-7 [&_svg]:size-3.5" />,
              })),
            }))}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
