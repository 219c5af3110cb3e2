"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, EllipsisVertical, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DropdownMenu, DropdownMenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { PaletteItem } from "./block-palette.tsx";
import { useEditorActions } from "./editor-context.tsx";
import { NameDialog } from "./save-block-dialog.tsx";

type Asked = { kind: "rename" | "remove"; id: number; name: string };

/** Blocks kept for other emails. */
export function SavedBlocks({ onAdded }: { onAdded?(): void }) {
  const t = useTranslations("email-editor.saved");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const { addSaved } = useEditorActions();
  const saved = useQuery(api.savedBlocks.list.queryOptions());
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: api.savedBlocks.list.queryKey() }) };
  const rename = useMutation(api.savedBlocks.rename.mutationOptions(again));
  const remove = useMutation(api.savedBlocks.remove.mutationOptions(again));
  const [asked, setAsked] = useState<Asked | null>(null);

  return (
    <section aria-labelledby="saved-blocks" className="mt-4">
      <h2 id="saved-blocks" className="px-2.5 pb-1 text-sm font-medium">
        {t("title")}
      </h2>
      {saved.isError && <p className="px-2.5 text-sm text-muted">{t("failed")}</p>}
      {saved.data?.length === 0 && <p className="px-2.5 text-sm text-muted">{t("none")}</p>}
      <ul>
        {saved.data?.map(({ id, name, blocks }) => (
          <li key={id} className="flex items-center">
            <div className="min-w-0 flex-1">
              <PaletteItem
                id={`saved ${id}`}
                dragged={{ kind: "saved", name, blocks }}
                onAdd={() => {
                  addSaved(name, blocks);
                  onAdded?.();
                }}
              >
                <Bookmark aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
                <span className="truncate">{name}</span>
              </PaletteItem>
            </div>
            <DropdownMenu
              trigger={
                <IconButton label={t("more", { name })} size="sm" tooltip={false} className="text-muted">
                  <EllipsisVertical />
                </IconButton>
              }
            >
              <DropdownMenuItem icon={<Pencil />} onSelect={() => setAsked({ kind: "rename", id, name })}>
                {t("rename")}
              </DropdownMenuItem>
              <DropdownMenuItem
                icon={<Trash2 />}
                tone="danger"
                onSelect={() => setAsked({ kind: "remove", id, name })}
              >
                {common("remove")}
              </DropdownMenuItem>
            </DropdownMenu>
          </li>
        ))}
      </ul>
      {asked?.kind === "rename" && (
        <NameDialog
          title={t("renameTitle")}
          name={asked.name}
          confirmLabel={t("rename")}
          onClose={() => setAsked(null)}
          onSave={(name) => rename.mutateAsync({ id: asked.id, name })}
        />
      )}
      <ConfirmDialog
        open={asked?.kind === "remove"}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t("removeAsk", { name: asked?.name ?? "" })}
        description={t("removeHelp")}
        confirmLabel={common("remove")}
        tone="danger"
        onConfirm={() => asked && remove.mutateAsync({ id: asked.id })}
      />
    </section>
  );
}
