"use client";

import { useTranslations } from "next-intl";
import { AlertDialog as Radix } from "radix-ui";
import { useState } from "react";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import type { ConfirmDialogProps, Refusal } from "./confirm-dialog.tsx";
import type { Opened } from "./lazy-window.tsx";
import { SCRIM } from "./scrim.ts";

export function ConfirmWindow(props: Opened<ConfirmDialogProps>) {
  const t = useTranslations("ui");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();

  function change(next: boolean) {
    if (pending) return;
    setFailure(undefined);
    props.onOpenChange(next);
  }

  async function confirm() {
    setPending(true);
    setFailure(undefined);
    try {
      const answer = await props.onConfirm();
      if (isRefusal(answer)) setFailure(answer.refusal);
      else props.onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t("confirm.failed"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Radix.Root open={props.open} onOpenChange={change}>
      <Radix.Portal>
        <Radix.Overlay className={SCRIM} />
        <Radix.Content
          onCloseAutoFocus={props.onCloseAutoFocus}
          className="fixed inset-x-3 top-1/2 z-50 mx-auto max-h-[calc(100dvh-1.5rem)] -translate-y-1/2 overflow-y-auto rounded-xl border bg-raised p-5 shadow-dialog outline-none data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in sm:max-w-md"
        >
          <Radix.Title className="text-lg">{props.title}</Radix.Title>
          <Radix.Description className="mt-1.5 text-sm text-muted">{props.description}</Radix.Description>
          {props.children && <div className="mt-4">{props.children}</div>}
          {failure && (
            <Banner tone="danger" role="alert" className="mt-4">
              {failure}
            </Banner>
          )}
          <div className="mt-5 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <Radix.Cancel asChild>
              <Button>{props.cancelLabel ?? t("common.cancel")}</Button>
            </Radix.Cancel>
            <Button
              variant={props.tone === "danger" ? "danger" : "primary"}
              loading={pending}
              onClick={confirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function isRefusal(answer: unknown): answer is Refusal {
  return (
    typeof answer === "object" && answer !== null && "refusal" in answer && typeof answer.refusal === "string"
  );
}
