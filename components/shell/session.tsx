"use client";

import { createContext, type ReactNode, use, useEffect, useState } from "react";
import type { FrameUser } from "#components/frame/user-menu.tsx";

/** Who is signed in. */
export type SignedIn = FrameUser & { id: string };
export type Role = FrameUser["role"];

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };
const TICK_MS = 30_000;

const SessionContext = createContext<{ person: SignedIn; now: number } | null>(null);

type Props = {
  person: SignedIn;
  /** The server's time when it made this page, in epoch milliseconds. */
  serverNow: number;
  children: ReactNode;
};

/** Tells the pages below who is signed in and what time it is on the server. */
export function SessionProvider({ person, serverNow, children }: Props) {
  const now = useServerTime(serverNow);
  return <SessionContext value={{ person, now }}>{children}</SessionContext>;
}

export function usePerson(): SignedIn {
  return useSession().person;
}

/** Whether the person has at least this role. The server checks again; this only decides what is offered. */
export function useMay(role: Role): boolean {
  return RANK[useSession().person.role] >= RANK[role];
}

/** The server's time in epoch milliseconds, moving on every half minute. */
export function useNow(): number {
  return useSession().now;
}

function useSession() {
  const session = use(SessionContext);
  if (!session) throw new Error("pages of the app stand inside SessionProvider");
  return session;
}

/** The browser's clock may be wrong, so only the time that passed is taken from it. */
function useServerTime(serverNow: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const start = performance.now();
    const tick = () => setNow(serverNow + (performance.now() - start));
    const timer = setInterval(tick, TICK_MS);
    // A computer that slept has missed the ticks.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [serverNow]);
  return now;
}
