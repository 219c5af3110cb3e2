"use client";

import { useMutation } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useMay } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { useTimeFormat } from "#components/ui/use-time-format.ts";
import type { Hook, Receipt } from "./outputs.ts";
import { useHookRefresh } from "./use-hook-refresh.ts";
import { countedBefore, wordReplayed } from "./verdict-words.ts";

type Props = { hook: Hook; receipt: Receipt; onOpen: (id: number) => void };

/** Takes a request in again by the rules that the hook has now, and tells how that went. */
export function ReplayPart({ hook, receipt, onOpen }: Props) {
  const t = useTranslations("hooks");
  const api = useApi();
  const mayEdit = useMay("editor");
  const refresh = useHookRefresh();
  const say = useSay();
  const { formatDateTime } = useTimeFormat();
  const [asking, setAsking] = useState(false);
  const counted = countedBefore(receipt);
  const replay = useMutation(api.hooks.replay.mutationOptions({ onSettled: refresh }));
  // As it was before: the replay itself counts from then on.
  const [wasCounted, setWasCounted] = useState(false);
  const run = () => {
    setWasCounted(counted !== null);
    return replay.mutateAsync({ receiptId: receipt.id });
  };
  const press = () => (counted === null ? run().catch(leaveToBanner) : setAsking(true));
  if (!mayEdit) return null;
  if (receipt.cannotReplay !== null)
    return <p className="text-sm text-muted">{t("replay.cannot", { why: say(receipt.cannotReplay) })}</p>;
  if (!hook.isOn) {
    return <p className="text-sm text-muted">{t("replay.switchOn")}</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      {replay.data && (
        <Done replayed={{ ...replay.data, again: replay.data.again || wasCounted }} onOpen={onOpen} />
      )}
      {replay.error && (
        <Banner tone="danger" role="alert">
          {replay.error.message}
        </Banner>
      )}
      <div>
        <Button icon={<RotateCcw />} loading={replay.isPending} onClick={press}>
          {receipt.verdict === "waiting" ? t("replay.takeIn") : t("replay.again")}
        </Button>
      </div>
      {counted !== null && (
        <p className="text-sm text-muted">{t("replay.counted", whenCounted(counted, formatDateTime))}</p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("replay.ask")}
        description={t("replay.description", whenCounted(counted, formatDateTime))}
        confirmLabel={t("replay.again")}
        onConfirm={run}
      />
    </div>
  );
}

function Done({
  replayed,
  onOpen,
}: {
  replayed: Parameters<typeof wordReplayed>[0] & { receiptId: number };
  onOpen: Props["onOpen"];
}) {
  const t = useTranslations("hooks");
  const say = useSay();
  const { title, text } = wordReplayed(replayed, t, say);
  return (
    <Banner
      role="status"
      tone={replayed.verdict === "taken" ? "success" : "warning"}
      title={title}
      action={
        <Button size="sm" onClick={() => onOpen(replayed.receiptId)}>
          {t("replay.look")}
        </Button>
      }
    >
      {text}
    </Banner>
  );
}

/** The mutation keeps its error, which is shown. */
function leaveToBanner() {}

function whenCounted(
  counted: ReturnType<typeof countedBefore>,
  format: ReturnType<typeof useTimeFormat>["formatDateTime"],
): {
  when: "known" | "earlier";
  moment: string;
} {
  if (counted === null || counted === "earlier") return { when: "earlier", moment: "" };
  return { when: "known", moment: format(counted, readerZone()) };
}
