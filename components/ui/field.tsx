"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useId } from "react";
import { cn } from "./cn.ts";

type Wiring = {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
};

const FieldContext = createContext<Wiring>({});

/** The id and aria attributes of the surrounding `Field`; empty outside one. Every control spreads them. */
export function useFieldWiring(): Wiring {
  return use(FieldContext);
}

type Props = {
  label: ReactNode;
  /** A sentence on what belongs here. */
  help?: ReactNode;
  /** What is wrong, and how to put it right. */
  error?: ReactNode;
  required?: boolean;
  /** Shows "Optional" beside the label. */
  optional?: boolean;
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean;
  /** Something small at the right end of the label's line, such as a link. */
  aside?: ReactNode;
  className?: string;
  /** One control of this folder (Input, Textarea, Select); it is wired to label, help and error by itself. */
  children: ReactNode;
};

/** A control with its label, help and error. */
export function Field(props: Props) {
  const { label, help, error, required, optional, hideLabel, aside, className, children } = props;
  const id = useId();
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : "", help ? helpId : ""].filter(Boolean).join(" ");
  const wiring: Wiring = {
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required ? true : undefined,
  };

  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
          {optional && <Optional />}
        </label>
        {aside && <span className="text-sm">{aside}</span>}
      </div>
      <FieldContext value={wiring}>{children}</FieldContext>
      {error && (
        <p id={errorId} role="alert" className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {help && (
        <p id={helpId} className="text-sm text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

function Optional() {
  const t = useTranslations("ui.common");
  return <span className="ml-1.5 font-normal text-muted">{t("optional")}</span>;
}
