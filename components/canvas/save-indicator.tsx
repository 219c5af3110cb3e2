"use client";

import { Check, CircleAlert, CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Autosaver, SaveState } from "./autosaver.ts";

type Props = {
  state: SaveState<unknown>;
  saver: Pick<Autosaver<unknown>, "flush">;
  /** Asks again whose draft stays. */
  onDecide(): void;
};

/** Whether the draft on screen is the draft that is stored, and if it cannot be, why. */
export function SaveIndicator({ state, saver, onDecide }: Props) {
  const t = useTranslations("canvas.save");
  const signedOut = useTranslations("ui.signedOut");
  if (state.kind === "failed" || state.kind === "conflict") {
    return (
      <span role="status" className="flex flex-wrap items-center justify-end gap-x-1.5 text-sm text-danger">
        <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
        {state.kind === "conflict" && (
          <>
            {t("failed")}
            <Button size="sm" variant="ghost" onClick={onDecide}>
              {t("decide")}
            </Button>
          </>
        )}
        {state.kind === "failed" && (
          <>
            <span className="max-w-80 [overflow-wrap:anywhere]">
              {t("failedBecause", { reason: state.text ?? t("noAnswer") })}
            </span>
            {state.isSignedOut ? (
              <a href="/sign-in" target="_blank" rel="noopener" className="text-ember-ink underline">
                {signedOut("signIn")}
              </a>
            ) : (
              <Button size="sm" variant="ghost" onClick={() => void saver.flush()}>
                {t("retry")}
              </Button>
            )}
          </>
        )}
      </span>
    );
  }
  return (
    <span role="status" className="flex items-center gap-1.5 text-sm whitespace-nowrap text-muted">
      {state.kind === "saved" && <Check aria-hidden="true" className="size-4 text-success" />}
      {state.kind === "saving" && <Spinner />}
      {state.kind === "unsaved" && <CloudUpload aria-hidden="true" className="size-4" />}
      {t(state.kind)}
    </span>
  );
}
