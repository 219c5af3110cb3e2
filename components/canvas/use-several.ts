"use client";

import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect } from "react";

/** While it is on, each press on a step adds it to what is selected, as a key does on a keyboard. */
export function useSeveral(on: boolean): void {
  const store = useStoreApi();
  const adding = useStore(({ multiSelectionActive }) => multiSelectionActive);
  useEffect(() => {
    // Letting go of the key switches it off.
    if (on && !adding) store.setState({ multiSelectionActive: true });
  }, [on, adding, store]);
  useEffect(() => {
    if (on) return () => store.setState({ multiSelectionActive: false });
  }, [on, store]);
}
