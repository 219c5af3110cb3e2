"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/** So long nothing must be typed before it is looked for. */
const SEARCH_PAUSE_MS = 250;

/** What is typed, and a moment later what is looked for, which the page's address keeps as `search`. */
export function useAddressSearch() {
  const search = useSearchParams().get("search") ?? "";
  const [typed, setTyped] = useState(search);
  const written = useRef(search);

  useEffect(() => {
    // Changed by somebody else: the back button, or a link to the whole list.
    if (search !== written.current) {
      written.current = search;
      setTyped(search);
    }
  }, [search]);

  useEffect(() => {
    const next = typed.trim();
    if (next === written.current) return;
    const timer = setTimeout(() => {
      written.current = next;
      const address = new URLSearchParams(window.location.search);
      if (next) address.set("search", next);
      else address.delete("search");
      const text = address.size > 0 ? `?${address}` : "";
      // Unlike the router, this asks the server for no new page: the list alone changes.
      window.history.replaceState(null, "", `${window.location.pathname}${text}`);
    }, SEARCH_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return { typed, setTyped, search };
}
