import type { ReactNode } from "react";
import { SettingsNav } from "#components/settings/settings-nav.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

/** The head and the list of pages beside every page of the settings. */
export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <div className="lg:flex lg:items-start lg:gap-10">
        <SettingsNav />
        <div className="max-w-3xl min-w-0 pt-6 lg:grow lg:pt-0">{children}</div>
      </div>
    </>
  );
}
