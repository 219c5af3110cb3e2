import type { IntakeItem } from "#server/engine/intake.ts";
import type { EngineRig } from "./engine-rig.ts";

/** What somebody sends who has read the write key in a web page. `asks`: to be sent emails. */
export function fromBrowser(
  rig: EngineRig,
  { email, asks = false, ...told }: Told & { email?: string; asks?: boolean },
): Extract<IntakeItem, { kind: "identify" }> {
  return {
    ...arrival(rig, told),
    kind: "identify",
    traits: { fields: email === undefined ? {} : { email }, attributes: {} },
    consent: asks ? [{ channel: "email", state: "pending" }] : [],
  };
}

/** An event that somebody sends with it. */
export function eventFromBrowser(rig: EngineRig, name: string, told: Told): IntakeItem {
  return {
    ...arrival(rig, told),
    kind: "track",
    traits: { fields: {}, attributes: {} },
    name,
    properties: {},
  };
}

function arrival({ clock }: EngineRig, { userId, visitor, isPublic = true }: Told) {
  const now = clock.now();
  return {
    externalId: userId ?? null,
    anonymousId: visitor ?? null,
    messageId: null,
    at: now,
    receivedAt: now,
    isPublic,
  };
}

interface Told {
  userId?: string;
  visitor?: string;
  isPublic?: boolean;
}
