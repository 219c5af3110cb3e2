"use client";

import { useQuery } from "@tanstack/react-query";
import { Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { usePressWords } from "#components/canvas/shortcuts/use-press-words.ts";
import { pages } from "#components/frame/pages.ts";
import { ChoiceList } from "#components/ui/choice-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { leaveFor } from "#components/ui/leaving.ts";
import { type Command, offeredCommands, searchCommands } from "./commands.ts";

/** Finds a command of the page, a page or a workflow by its name. */
export function PaletteWindow({ onClose }: { onClose(): void }) {
  const t = useTranslations("canvas.commands");
  const words = usePressWords();
  const [search, setSearch] = useState("");
  // What the page offers as it opens: nothing behind the window changes while it is open.
  const [offered] = useState(offeredCommands);
  const elsewhere = useElsewhere();
  const groups = searchCommands([...offered, ...elsewhere], search);
  const found = groups.flatMap(({ commands }) => commands);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} size="md">
      <ChoiceList
        className="h-[min(26rem,60dvh)]"
        label={t("search")}
        search={search}
        onSearch={setSearch}
        found={t("found", { count: found.length })}
        none={t("none", { search })}
        onChoose={(id) => {
          onClose();
          found.find((command) => command.id === id)?.run();
        }}
        groups={groups.map(({ group, commands }) => ({
          id: group,
          label: t(`groups.${group}`),
          choices: commands.map(({ id, label, hint, Icon, presses }) => ({
            id,
            label,
            hint,
            icon: Icon && <Icon aria-hidden="true" />,
            end: presses && (
              <kbd className="font-sans text-xs text-muted max-sm:hidden">{words.all(presses)}</kbd>
            ),
          })),
        }))}
      />
    </Dialog>
  );
}

/** The pages of the app, and every workflow. */
function useElsewhere(): Command[] {
  const t = useTranslations("frame.navigation");
  const router = useRouter();
  const api = useApi();
  const { data } = useQuery(api.workflows.list.queryOptions());
  const commands = pages.map(
    ({ name, href, Icon }): Command => ({
      id: `page ${name}`,
      group: "pages",
      label: t(name),
      Icon,
      run: () => leaveFor(href, router.push),
    }),
  );
  const workflows = (data?.workflows ?? []).map(
    ({ id, name }): Command => ({
      id: `workflow ${id}`,
      group: "workflows",
      label: name,
      Icon: Workflow,
      run: () => leaveFor(`/workflows/${id}`, router.push),
    }),
  );
  return [...commands, ...workflows];
}
