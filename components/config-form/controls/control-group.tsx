"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

type Props = { label: string; help?: ReactNode; error?: string; children: ReactNode };

/** Several inputs that make up one field, under its label. */
export function ControlGroup({ label, help, error, children }: Props) {
  const id = useId();
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-1.5"
      aria-describedby={[error ? `${id}-error` : "", help ? `${id}-help` : ""].join(" ").trim() || undefined}
    >
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {children}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{error}</span>
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
    </fieldset>
  );
}
