"use client";

import { Switch } from "#components/ui/switch.tsx";
import type { ControlProps } from "../control.ts";

export function SwitchControl({ field, value, onChange }: ControlProps) {
  return <Switch label={field.label} help={field.help} checked={value === true} onCheckedChange={onChange} />;
}
