"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { useMay, useNow } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { toast, UNDO_MS } from "#components/ui/toast.ts";
import type { Note } from "./outputs.ts";

/** As long as the API takes. */
const NOTE_MAX_CHARS = 5_000;

/** What the team wrote down about a person, with who did and when. */
export function ProfileNotes({ profileId }: { profileId: number }) {
  const t = useTranslations("profiles.notes");
  const api = useApi();
  const mayEdit = useMay("editor");
  const [typed, setTyped] = useState("");
  const notes = useQuery(api.profileNotes.list.queryOptions({ profileId }));
  const reload = useReloadNotes(profileId);
  const add = useMutation(
    api.profileNotes.add.mutationOptions({
      onSuccess: () => setTyped(""),
      onError: showError,
      onSettled: reload,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const text = typed.trim();
    if (text !== "" && !add.isPending) add.mutate({ profileId, text });
  }

  return (
    <Card>
      <CardHeader title={t("title")} />
      <CardBody className="flex flex-col gap-4">
        {mayEdit && (
          <form onSubmit={submit} className="flex flex-col gap-2">
            <Textarea
              aria-label={t("write")}
              placeholder={t("placeholder")}
              rows={2}
              maxLength={NOTE_MAX_CHARS}
              value={typed}
              className="base:min-h-16"
              onChange={(event) => setTyped(event.target.value)}
            />
            {typed.trim() !== "" && (
              <Button type="submit" size="sm" className="self-start" loading={add.isPending}>
                {t("add")}
              </Button>
            )}
          </form>
        )}
        <Loaded query={notes} skeleton={<ListSkeleton rows={1} />} errorTitle={t("notLoaded")}>
          {({ notes: written }) =>
            written.length === 0 ? (
              <p className="text-sm text-muted">{t("none")}</p>
            ) : (
              <ul aria-label={t("title")} className="flex flex-col gap-4">
                {written.map((note) => (
                  <NoteLine key={note.id} profileId={profileId} note={note} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </CardBody>
    </Card>
  );
}

function NoteLine({ profileId, note }: { profileId: number; note: Note }) {
  const t = useTranslations("profiles.notes");
  const common = useTranslations("ui.common");
  const api = useApi();
  const now = useNow();
  const mayEdit = useMay("editor");
  const [draft, setDraft] = useState<string | null>(null);
  const reload = useReloadNotes(profileId);
  const quietly = { onError: showError, onSettled: reload };
  const change = useMutation(api.profileNotes.change.mutationOptions(quietly));
  const restore = useMutation(api.profileNotes.restore.mutationOptions(quietly));
  const remove = useMutation(
    api.profileNotes.remove.mutationOptions({
      ...quietly,
      onSuccess: (removed) =>
        toast(t("removed"), {
          duration: UNDO_MS,
          action: { label: common("undo"), onClick: () => restore.mutate(removed) },
        }),
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    const text = draft?.trim() ?? "";
    if (text === "" || change.isPending) return;
    change.mutate({ profileId, id: note.id, text }, { onSuccess: () => setDraft(null) });
  }

  return (
    <li className="text-sm">
      {draft === null ? (
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.text}</p>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-2">
          <Textarea
            aria-label={t("edit")}
            maxLength={NOTE_MAX_CHARS}
            value={draft}
            className="base:min-h-16"
            onChange={(event) => setDraft(event.target.value)}
          />
          <div className="flex gap-2">
            <Button type="submit" size="sm" variant="primary" loading={change.isPending}>
              {common("save")}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
              {common("cancel")}
            </Button>
          </div>
        </form>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-muted">
        <span>
          {note.by ?? t("somebody")} · <TimeAgo at={note.at} now={now} />
        </span>
        {mayEdit && draft === null && (
          <>
            <Button size="sm" variant="ghost" className="-my-1 px-2" onClick={() => setDraft(note.text)}>
              {common("edit")}
            </Button>
            <Button
              size="sm"
              variant="ghost"
              className="-my-1 px-2"
              onClick={() => remove.mutate({ profileId, id: note.id })}
            >
              {common("remove")}
            </Button>
          </>
        )}
      </p>
    </li>
  );
}

function useReloadNotes(profileId: number) {
  const api = useApi();
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries(api.profileNotes.list.queryFilter({ profileId })),
      queries.invalidateQueries(api.profiles.timeline.infiniteQueryFilter({ id: profileId })),
    ]);
}
