"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { useFormChoices } from "../form-context.tsx";

/** The names of the Segment e-commerce specification, which trackers send without being told. */
const STANDARD_EVENTS = [
  "Signed Up",
  "Product Viewed",
  "Product Added",
  "Product Removed",
  "Cart Viewed",
  "Checkout Started",
  "Order Completed",
  "Order Refunded",
];

type Props = {
  value: string;
  onChange(name: string): void;
  placeholder?: string;
  "aria-label"?: string;
};

/** The name of an event: chosen from those that have arrived and the standard ones, or typed freely. */
export function EventNameInput({ value, onChange, ...rest }: Props) {
  const { eventNames } = useFormChoices();
  const listId = useId();
  const others = STANDARD_EVENTS.filter((name) => !eventNames.includes(name));
  return (
    <div className="flex min-w-0 flex-1 gap-1.5">
      <Input
        {...rest}
        list={listId}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {[...eventNames, ...others].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <DropdownMenu
        trigger={
          <IconButton label="Choose an event" tooltip={false} variant="secondary">
            <ChevronDown />
          </IconButton>
        }
      >
        {eventNames.length > 0 && <DropdownMenuLabel>Your shop has sent</DropdownMenuLabel>}
        {eventNames.map((name) => (
          <DropdownMenuItem key={name} onSelect={() => onChange(name)}>
            {name}
          </DropdownMenuItem>
        ))}
        {eventNames.length > 0 && others.length > 0 && <DropdownMenuSeparator />}
        {others.length > 0 && <DropdownMenuLabel>Standard names, not seen yet</DropdownMenuLabel>}
        {others.map((name) => (
          <DropdownMenuItem key={name} onSelect={() => onChange(name)}>
            {name}
          </DropdownMenuItem>
        ))}
      </DropdownMenu>
    </div>
  );
}
