import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import { toast } from "#components/ui/toast.ts";
import type { Editor } from "./use-editor.ts";

const HERE_EVERY_MS = 15_000;
const TAB_BYTES = 16;

/** Somebody else with this workflow open, or oneself in another tab. */
export interface Present {
  name: string;
  isMe: boolean;
}

/**
 * Who else has the workflow open. While nothing of one's own waits to be saved, newer drafts of theirs come in by
 * themselves, so that nobody draws on an old one.
 */
export function usePresence(workflowId: number, { saver, takeIn }: Editor): Present[] {
  const api = useApi();
  const t = useTranslations("versions");
  const queries = useQueryClient();
  const [others, setOthers] = useState<Present[]>([]);
  const [tab] = useState(newTab);
  const { mutateAsync: tellHere } = useMutation(api.editing.here.mutationOptions({ retry: false }));
  const { mutateAsync: tellGone } = useMutation(api.editing.gone.mutationOptions({ retry: false }));

  const here = useEffectEvent(async () => {
    try {
      const { others: seen, revision, by, byMe } = await tellHere({ id: workflowId, tab });
      setOthers(seen);
      if (revision > saver.revision) await follow({ by, byMe });
    } catch {
      // Who is there is not worth a message: the save tells when the server is away.
      setOthers([]);
    }
  });

  async function follow({ by, byMe }: { by: string | null; byMe: boolean }) {
    if (saver.state.kind !== "saved") return;
    const options = api.workflows.get.queryOptions({ id: workflowId });
    if (!(await takeIn(await queries.fetchQuery({ ...options, staleTime: 0 })))) return;
    toast.info(t("presence.followed", { who: byMe ? "me" : by ? "name" : "other", name: by ?? "" }), {
      description: t("presence.followedHelp"),
    });
  }

  const gone = useEffectEvent(() => void tellGone({ id: workflowId, tab }).catch(() => {}));

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") void here();
      else gone();
    };
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void here();
    }, HERE_EVERY_MS);
    if (document.visibilityState === "visible") void here();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      gone();
    };
  }, []);
  return others;
}

function newTab(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TAB_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
