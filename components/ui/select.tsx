"use client";

import { Check, ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { CONTROL_STYLE } from "./control-style.ts";
import { useFieldWiring } from "./field.tsx";

export type SelectOption = {
  /** Never empty: an empty value means that nothing is chosen. */
  value: string;
  label: string;
  /** A second line in the open list. */
  description?: string;
  icon?: ReactNode;
  disabled?: boolean;
};

type Props = {
  options: readonly SelectOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  /** Sends the value with a surrounding form. */
  name?: string;
  disabled?: boolean;
  id?: string;
  "aria-label"?: string;
  className?: string;
};

/** A choice of one from a list. Outside a `Field` it needs an `aria-label`. */
export function Select({ options, placeholder, id, className, ...rest }: Props) {
  const { "aria-required": required, ...wiring } = useFieldWiring();
  const { "aria-label": label, ...root } = rest;
  return (
    <Radix.Root {...root} required={required}>
      <Radix.Trigger
        {...wiring}
        {...(id ? { id } : {})}
        aria-label={label}
        className={cn(
          CONTROL_STYLE,
          "flex base:h-control items-center justify-between gap-2 text-left data-placeholder:text-muted",
          className,
        )}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder ?? <Choose />} />
        </span>
        <Radix.Icon>
          <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[calc(100vw-1rem)] animate-pop-in overflow-hidden rounded-md border bg-raised shadow-pop"
        >
          <Radix.ScrollUpButton className="flex h-6 items-center justify-center text-muted">
            <ChevronUp aria-hidden="true" className="size-4" />
          </Radix.ScrollUpButton>
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Option key={option.value} option={option} />
            ))}
          </Radix.Viewport>
          <Radix.ScrollDownButton className="flex h-6 items-center justify-center text-muted">
            <ChevronDown aria-hidden="true" className="size-4" />
          </Radix.ScrollDownButton>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Choose() {
  return useTranslations("ui.select")("choose");
}

function Option({ option }: { option: SelectOption }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled}
      className="relative flex min-h-control-sm cursor-pointer items-center gap-2 rounded-sm py-1.5 pr-9 pl-2.5 text-sm outline-none select-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-hover"
    >
      {option.icon && (
        <span aria-hidden="true" className="text-muted [&_svg]:size-4">
          {option.icon}
        </span>
      )}
      <span className="min-w-0">
        <Radix.ItemText>{option.label}</Radix.ItemText>
        {option.description && <span className="block text-xs text-muted">{option.description}</span>}
      </span>
      <Radix.ItemIndicator className="absolute right-2.5 text-ember-ink">
        <Check aria-hidden="true" className="size-4" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}
