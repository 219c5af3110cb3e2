"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { Verdict } from "./outputs.ts";
import { verdictOf } from "./verdict-words.ts";

type Shown = { verdict: Verdict | null; receiptId: number | null };

/** What the inbox is narrowed to and which receipt is open, kept in the address so that it can be shared. */
export function useInboxAddress(): Shown & { show: (shown: Shown) => void } {
  const pathname = usePathname();
  const params = useSearchParams();
  const receipt = params.get("receipt");

  function show({ verdict, receiptId }: Shown) {
    const next = new URLSearchParams();
    if (verdict) next.set("verdict", verdict);
    if (receiptId !== null) next.set("receipt", String(receiptId));
    // Unlike the router, this asks the server for no new page.
    window.history.replaceState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  }

  return {
    verdict: verdictOf(params.get("verdict")),
    receiptId: receipt !== null && /^[1-9]\d{0,14}$/.test(receipt) ? Number(receipt) : null,
    show,
  };
}
