"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, EllipsisVertical, Pencil, Trash2 } from "lucide-react";
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
        Saved blocks
      </h2>
      {saved.isError && <p className="px-2.5 text-sm text-muted">They could not be loaded.</p>}
      {saved.data?.length === 0 && (
        <p className="px-2.5 text-sm text-muted">Save a block of an email to use it in others.</p>
      )}
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
                <IconButton label={`More for ${name}`} size="sm" tooltip={false} className="text-muted">
                  <EllipsisVertical />
                </IconButton>
              }
            >
              <DropdownMenuItem icon={<Pencil />} onSelect={() => setAsked({ kind: "rename", id, name })}>
                Rename
              </DropdownMenuItem>
              <DropdownMenuItem
                icon={<Trash2 />}
                tone="danger"
                onSelect={() => setAsked({ kind: "remove", id, name })}
              >
                Remove
              </DropdownMenuItem>
            </DropdownMenu>
          </li>
        ))}
      </ul>
      {asked?.kind === "rename" && (
        <NameDialog
          title="Rename the saved block"
          name={asked.name}
          confirmLabel="Rename"
          onClose={() => setAsked(null)}
          onSave={(name) => rename.mutateAsync({ id: asked.id, name })}
        />
      )}
      <ConfirmDialog
        open={asked?.kind === "remove"}
        onOpenChange={(open) => !open && setAsked(null)}
        title={`Remove ${asked?.name ?? ""}?`}
        description="It is no longer offered for new emails. Emails that hold it keep it."
        confirmLabel="Remove"
        tone="danger"
        onConfirm={() => asked && remove.mutateAsync({ id: asked.id })}
      />
    </section>
  );
}
