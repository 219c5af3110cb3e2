"use client";

import { useTranslations } from "next-intl";
import { TabPanel, Tabs } from "#components/ui/tabs.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";
import { InventedForm } from "./invented-form.tsx";
import { ProfilePicker } from "./profile-picker.tsx";
import type { KeptPerson } from "./use-kept-person.ts";

type Props = {
  kept: KeptPerson;
  onKeep(next: KeptPerson): void;
  profile: ProfileSummary | null;
  onProfile(profile: ProfileSummary): void;
  /** Lots can be drawn anew, because something draws them. */
  draws?: boolean;
};

/** With whom something is tried: a customer, or somebody who is made up. */
export function PersonChooser({ kept, onKeep, profile, onProfile, draws = false }: Props) {
  const t = useTranslations("simulation.person");
  const tabs = [
    { value: "stored", label: t("stored") },
    { value: "invented", label: t("invented") },
  ];
  return (
    <Tabs
      tabs={tabs}
      label={t("who")}
      value={kept.kind}
      onValueChange={(kind) => onKeep({ ...kept, kind: kind === "invented" ? "invented" : "stored" })}
    >
      <TabPanel value="stored" className="pt-4">
        <ProfilePicker chosen={profile} onChoose={onProfile} />
      </TabPanel>
      <TabPanel value="invented" className="pt-4">
        <InventedForm person={kept.person} draws={draws} onChange={(person) => onKeep({ ...kept, person })} />
      </TabPanel>
    </Tabs>
  );
}
