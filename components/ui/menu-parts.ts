"use client";

import type { DropdownMenu } from "radix-ui";
import { createContext, use } from "react";

/** What draws the inside of a menu. It comes with the opened menu, so that pages do not wait for it. */
export const MenuParts = createContext<typeof DropdownMenu | null>(null);

export function useMenuParts(): typeof DropdownMenu {
  const parts = use(MenuParts);
  if (!parts) throw new Error("a part of a menu was drawn outside of it");
  return parts;
}
