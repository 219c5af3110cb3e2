"use client";

import { Moon, Sun } from "lucide-react";
import type { InAppScheme } from "./in-app-drawing.tsx";
import { WidthSwitch } from "./width-switch.tsx";

const SCHEMES = [
  { value: "light", label: "Light", icon: <Sun /> },
  { value: "dark", label: "Dark", icon: <Moon /> },
] as const;

/** As visitors with a light browser see it, or as those with a dark one. */
export function SchemeSwitch({
  value,
  onChange,
}: {
  value: InAppScheme;
  onChange: (scheme: InAppScheme) => void;
}) {
  return <WidthSwitch label="The visitor’s browser" options={SCHEMES} value={value} onChange={onChange} />;
}
