"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpen, House, Megaphone, Plug, Send, Settings, Users, Workflow } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { usePressWords } from "#components/canvas/shortcuts/use-press-words.ts";
import { ChoiceList } from "#components/ui/choice-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { type Command, offeredCommands, searchCommands } from "./commands.ts";

const PAGES = [
  { page: "overview", href: "/", Icon: House },
  { page: "workflows", href: "/workflows", Icon: Workflow },
  { page: "oneOffs", href: "/one-offs", Icon: Megaphone },
  { page: "profiles", href: "/profiles", Icon: Users },
  { page: "messages", href: "/messages", Icon: Send },
  { page: "connect", href: "/connect", Icon: Plug },
  { page: "recipes", href: "/recipes", Icon: BookOpen },
  { page: "settings", href: "/settings", Icon: Settings },
] as const;

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
  const t = useTranslations("canvas.commands.pages");
  const router = useRouter();
  const api = useApi();
  const { data } = useQuery(api.workflows.list.queryOptions());
  const pages = PAGES.map(
    ({ page, href, Icon }): Command => ({
      id: `page ${page}`,
      group: "pages",
      label: t(page),
      Icon,
      run: () => router.push(href),
    }),
  );
  const workflows = (data?.workflows ?? []).map(
    ({ id, name }): Command => ({
      id: `workflow ${id}`,
      group: "workflows",
      label: name,
      Icon: Workflow,
      run: () => router.push(`/workflows/${id}`),
    }),
  );
  return [...pages, ...workflows];
}
