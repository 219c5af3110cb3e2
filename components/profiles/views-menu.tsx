"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import type { ListFilter, SavedView } from "./outputs.ts";

const NAME_MAX_CHARS = 80;

type Props = {
  /** As the list is now. */
  filter: Omit<ListFilter, "columns">;
  columns: readonly string[];
  onOpen(view: SavedView): void;
};

/** The lists that the team has saved; the one that is shown can be saved as one more. */
export function ViewsMenu({ filter, columns, onOpen }: Props) {
  const t = useTranslations("profiles.views");
  const common = useTranslations("ui.common");
  const api = useApi();
  const queries = useQueryClient();
  const mayEdit = useMay("editor");
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const views = useQuery(api.profileViews.list.queryOptions());
  const reload = () => queries.invalidateQueries(api.profileViews.list.queryFilter());
  const save = useMutation(
    api.profileViews.save.mutationOptions({
      onSuccess: (_, view) => toast.success(t("saved", { name: view.name })),
      onError: showError,
      onSettled: reload,
    }),
  );
  const remove = useMutation(
    api.profileViews.remove.mutationOptions({
      onSuccess: ({ name, filter, columns }) =>
        toast(t("removed", { name }), {
          duration: UNDO_MS,
          action: filter && {
            label: common("undo"),
            onClick: () => save.mutate({ name, filter, columns }),
          },
        }),
      onError: showError,
      onSettled: reload,
    }),
  );
  const known = views.data?.views ?? [];

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const called = name.trim();
    if (called === "" || save.isPending) return;
    save.mutate({ name: called, filter, columns: [...columns] }, { onSuccess: () => setName("") });
  }

  return (
    <Popover
      label={t("title")}
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={<Button icon={<Bookmark />}>{t("title")}</Button>}
    >
      {known.length === 0 && <p className="text-muted">{views.error ? t("notLoaded") : t("none")}</p>}
      <ul aria-label={t("title")} className="-mx-2">
        {known.map((view) => (
          <li key={view.id} className="flex items-center gap-1">
            <button
              type="button"
              className="min-h-control-sm min-w-0 flex-1 truncate rounded-sm px-2 text-left hover:bg-hover"
              onClick={() => {
                onOpen(view);
                setOpen(false);
              }}
            >
              {view.name}
            </button>
            {mayEdit && (
              <IconButton
                label={t("remove", { name: view.name })}
                size="sm"
                onClick={() => remove.mutate({ id: view.id })}
              >
                <Trash2 />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <form onSubmit={submit} className="mt-3 flex flex-col gap-2 border-t pt-3">
          <Field label={t("name")} help={t("nameHint")}>
            <Input
              value={name}
              maxLength={NAME_MAX_CHARS}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Button type="submit" size="sm" className="self-start" loading={save.isPending}>
            {t("save")}
          </Button>
        </form>
      )}
    </Popover>
  );
}
