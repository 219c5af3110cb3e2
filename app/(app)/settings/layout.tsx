import type { ReactNode } from "react";
import { SettingsNav } from "#components/settings/settings-nav.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** The head and the tabs over every page of the settings. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <SettingsNav />
      <div className="max-w-3xl pt-6">{children}</div>
    </>
  );
}
