"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { useApi } from "#components/api.ts";
import { Autosaver, type SaveState } from "#components/canvas/autosaver.ts";
import { draftOf, type OneOffDraft, savableParts } from "./one-off-draft.ts";
import type { OneOff } from "./outputs.ts";

/** A message that is being written, and how far it is saved. */
export interface OneOffEditor {
  draft: OneOffDraft;
  saver: Autosaver<OneOffDraft>;
  saveState: SaveState<OneOffDraft>;
  change(part: Partial<OneOffDraft>): void;
  /** Another person's draft in place of this one. */
  replace(draft: OneOffDraft): void;
}

/** Keeps the stored draft like the one on screen. */
export function useOneOffDraft(oneOff: OneOff): OneOffEditor {
  const api = useApi();
  const queries = useQueryClient();
  const { id } = oneOff;
  const [draft, setDraft] = useState(() => draftOf(oneOff));
  // Tried even when the browser believes to be offline: else a save would wait without anybody being told.
  const { mutateAsync } = useMutation(
    api.oneOffs.save.mutationOptions({
      networkMode: "always",
      // Somebody may have sent it meanwhile: then there is no draft any more, and another page to show.
      onError: () => void queries.invalidateQueries({ queryKey: api.oneOffs.get.queryKey({ id }) }),
      // What is to be put right is looked at anew for each saved draft.
      onSuccess: () => void queries.invalidateQueries({ queryKey: api.oneOffs.problems.queryKey({ id }) }),
    }),
  );
  const [saver] = useState(
    () =>
      new Autosaver<OneOffDraft>({ draft, revision: oneOff.revision }, (revision, newest) =>
        mutateAsync({ id, revision, ...savableParts(newest) }),
      ),
  );
  const saveState = useSyncExternalStore(
    saver.subscribe,
    () => saver.state,
    () => saver.state,
  );
  const change = useCallback(
    (part: Partial<OneOffDraft>) => setDraft((before) => ({ ...before, ...part })),
    [],
  );

  useEffect(() => saver.change(draft), [saver, draft]);
  // Leaving for another page of the app saves; closing the window asks first.
  useEffect(() => () => void saver.flush(), [saver]);
  return { draft, saver, saveState, change, replace: setDraft };
}
