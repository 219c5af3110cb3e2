"use client";

import { Download, Ellipsis, Play, Tag, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDownload } from "#components/exports/use-download.ts";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { EraseSelectedDialog } from "./erase-selected-dialog.tsx";
import { useProfileName } from "./profile-name.ts";
import { type Chosen, StartWorkflowDialog } from "./start-workflow-dialog.tsx";
import { TagSelectedDialog } from "./tag-selected-dialog.tsx";
import type { Selection } from "./use-selection.ts";

/** As many as the API takes in one request. */
const CHOSEN_MAX = 200;

/** What must be known of those who are ticked. */
export interface Selectable {
  id: number;
  name: string | null;
  email: string | null;
  externalId?: string | null;
}

/** What can be done with the people who were ticked; nothing while nobody is. */
export function SelectionBar<Row extends Selectable>({ selection }: { selection: Selection<Row> }) {
  const t = useTranslations("profiles.selection");
  const profileName = useProfileName();
  const download = useDownload();
  const [dialog, setDialog] = useState<{ kind: "start" | "tag" | "erase"; people: Chosen[] } | null>(null);
  const count = selection.rows.length;
  const tooMany = count > CHOSEN_MAX;
  const open = (kind: "start" | "tag" | "erase") =>
    setDialog({ kind, people: selection.rows.map((row) => ({ id: row.id, name: profileName(row) })) });
  const close = () => setDialog(null);
  const ids = selection.rows.map(({ id }) => id).join(",");
  return (
    <>
      {count > 0 && (
        <div className="sticky top-2 z-20 mb-4 flex flex-wrap items-center gap-2 rounded-lg border border-ember-line bg-raised px-4 py-2.5 shadow-pop">
          <p role="status" data-figures className="mr-auto text-sm font-medium">
            {t("count", { count })}
            {tooMany && (
              <span className="block font-normal text-muted">{t("tooMany", { max: CHOSEN_MAX })}</span>
            )}
          </p>
          <Button variant="ghost" icon={<X />} onClick={selection.clear}>
            {t("clear")}
          </Button>
          <DropdownMenu
            trigger={
              <IconButton label={t("more")} tooltip={false} variant="secondary">
                <Ellipsis />
              </IconButton>
            }
          >
            <DropdownMenuItem icon={<Tag />} disabled={tooMany} onSelect={() => open("tag")}>
              {t("tag")}
            </DropdownMenuItem>
            <DropdownMenuItem
              icon={<Download />}
              disabled={tooMany}
              onSelect={() => download.mutate(`/exports/profiles.csv?ids=${ids}`)}
            >
              {t("export")}
            </DropdownMenuItem>
            <DropdownMenuItem
              icon={<Trash2 />}
              tone="danger"
              disabled={tooMany}
              onSelect={() => open("erase")}
            >
              {t("erase")}
            </DropdownMenuItem>
          </DropdownMenu>
          <Button variant="primary" icon={<Play />} disabled={tooMany} onClick={() => open("start")}>
            {t("start")}
          </Button>
        </div>
      )}
      {dialog?.kind === "start" && (
        <StartWorkflowDialog people={dialog.people} onStarted={selection.clear} onClose={close} />
      )}
      {dialog?.kind === "tag" && <TagSelectedDialog people={dialog.people} onClose={close} />}
      {dialog?.kind === "erase" && (
        <EraseSelectedDialog people={dialog.people} onErased={selection.clear} onClose={close} />
      )}
    </>
  );
}
