"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { CONTROL_STYLE } from "./control-style.ts";
import { useFieldWiring } from "./field.tsx";

/** A text input of several lines that grows with its text. `code` sets it in the monospaced font. */
export function Textarea({
  code = false,
  rows = 4,
  className,
  ...rest
}: ComponentProps<"textarea"> & { code?: boolean }) {
  const wiring = useFieldWiring();
  return (
    <textarea
      spellCheck={code ? false : undefined}
      {...wiring}
      {...rest}
      rows={rows}
      className={cn(
        CONTROL_STYLE,
        "field-sizing-content base:max-h-96 base:min-h-24 resize-y base:py-2 base:leading-relaxed",
        code && "font-mono text-[0.8125rem] leading-normal",
        className,
      )}
    />
  );
}
