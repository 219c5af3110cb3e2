"use client";

import { CircleAlert, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";

type Props = {
  title?: string;
  /** What went wrong and what the reader can do. */
  children?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
};

/** Stands where something could not be shown, with a way to try again. */
export function ErrorState(props: Props) {
  const t = useTranslations("ui");
  const { title = t("errorState.title"), children, onRetry, retrying, className } = props;
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center base:px-6 base:py-12 text-center", className)}
    >
      <span
        aria-hidden="true"
        className="mb-4 flex size-13 items-center justify-center rounded-xl border border-danger-line bg-danger-soft text-danger"
      >
        <CircleAlert className="size-6" />
      </span>
      <h2 className="text-base">{title}</h2>
      {children && <div className="mt-1.5 max-w-[26rem] text-sm text-balance text-muted">{children}</div>}
      {onRetry && (
        <Button className="mt-5" icon={<RotateCcw />} loading={retrying} onClick={onRetry}>
          {t("common.tryAgain")}
        </Button>
      )}
    </div>
  );
}
