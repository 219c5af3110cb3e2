import type { Metadata } from "next";
import { ConfirmCard } from "#components/messages/confirm-card.tsx";
import { findConfirmation } from "#server/engine/confirmation-answer.ts";
import { services } from "#server/services.ts";
import { readSettings } from "#server/store/settings.ts";

export const metadata: Metadata = { title: { absolute: "Confirm" } };

/**
 * Where the link in a mail leads that asks for a confirmation. Opening it changes nothing, because scanners open every
 * link in a mail: only the button does, by a POST to this same address.
 */
export default async function ConfirmPage({ params }: { params: Promise<{ token: string }> }) {
  const { db, keys, clock } = services();
  const { token } = await params;
  const { shop } = await readSettings(db);
  const found = await db.transaction(() => findConfirmation(keys, token, clock.now()));
  const { shopName } = shop;
  if (found.kind !== "open" && found.kind !== "confirmed")
    return <ConfirmCard shopName={shopName} view={{ kind: found.kind }} />;
  const email = found.profile.email ?? "";
  const view =
    found.kind === "open"
      ? { kind: found.kind, action: `/confirm/${token}`, email }
      : { kind: found.kind, email };
  return <ConfirmCard shopName={shopName} view={view} />;
}
