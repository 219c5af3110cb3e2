"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";
import { showToasts, type ToastCall } from "./toast.ts";

/** The corner in which toasts come and go. */
export function Toasts() {
  const t = useTranslations("ui");
  // After Sonner's own effect, which listens for what is to be shown.
  useEffect(() => showToasts(showIt), []);
  return (
    <Sonner
      containerAriaLabel={t("toasts.label")}
      position="bottom-right"
      gap={10}
      style={{ fontFamily: "inherit" }}
      icons={{
        success: <CircleCheck className="size-4.5 text-success" />,
        error: <CircleAlert className="size-4.5 text-danger" />,
        warning: <TriangleAlert className="size-4.5 text-warning" />,
        info: <Info className="size-4.5 text-info" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-lg border bg-raised px-4 py-3 text-sm text-ink shadow-pop sm:w-(--width)",
          icon: "mt-px flex size-5 shrink-0 items-center justify-center",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "mt-0.5 text-muted",
          actionButton:
            "-my-1 inline-flex self-center min-h-control-sm shrink-0 items-center rounded-md px-2.5 font-medium text-ember-ink hover:bg-hover",
          cancelButton:
            "-my-1 inline-flex self-center min-h-control-sm shrink-0 items-center rounded-md px-2.5 text-muted hover:bg-hover",
        },
      }}
    />
  );
}

function showIt({ kind, title, options }: ToastCall): void {
  if (kind === "plain") sonner(title, options);
  else sonner[kind](title, options);
}
