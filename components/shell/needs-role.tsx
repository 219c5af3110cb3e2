"use client";

import { Lock } from "lucide-react";
import { Banner } from "#components/ui/banner.tsx";
import { type Role, useMay } from "./session.tsx";

const ROLE_WORD: Record<Role, string> = { viewer: "viewers", editor: "editors and owners", owner: "owners" };

/** Explains to somebody with a lower role why the controls below cannot be used; nothing for everybody else. */
export function NeedsRole({ atLeast, what }: { atLeast: Role; what: string }) {
  if (useMay(atLeast)) return null;
  return (
    <Banner tone="neutral" icon={<Lock />} className="mb-5">
      Only {ROLE_WORD[atLeast]} can {what}. Ask one of them if something should change.
    </Banner>
  );
}
