"use client";

import { useEffect, useRef } from "react";
import { type Command, offerCommands } from "./commands.ts";

/** Offers commands in the palette as long as the component is there; they are made only when the palette opens. */
export function useOfferedCommands(source: () => Command[]): void {
  const newest = useRef(source);
  newest.current = source;
  useEffect(() => offerCommands(() => newest.current()), []);
}
