"use client";

import { Monitor, Moon, Smartphone, Sun } from "lucide-react";
import { useState } from "react";
import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { EmailFrame, type EmailWidth } from "#components/messages/email-frame.tsx";
import { WidthSwitch } from "#components/messages/width-switch.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type Scheme, withScheme } from "./color-scheme.ts";
import { PersonPicker, type ShownPerson } from "./person-picker.tsx";
import { TextAlternative } from "./text-alternative.tsx";
import { useEmailPreview } from "./use-email-preview.ts";

const WIDTHS = [
  { value: "desktop", label: "Desktop", icon: <Monitor /> },
  { value: "phone", label: "Phone", icon: <Smartphone /> },
] as const;
const SCHEMES = [
  { value: "light", label: "Light", icon: <Sun /> },
  { value: "dark", label: "Dark", icon: <Moon /> },
] as const;

/** The very email that one person would get. */
export function PreviewView() {
  const { config } = useWholeConfig();
  const [person, setPerson] = useState<ShownPerson | null>(null);
  const [width, setWidth] = useState<EmailWidth>("desktop");
  const [scheme, setScheme] = useState<Scheme>("light");
  const preview = useEmailPreview(config, person?.id ?? null);
  const shown = preview.data;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-3">
          <PersonPicker person={person} onChoose={setPerson} />
          <div className="max-sm:hidden">
            <WidthSwitch label="Width" options={WIDTHS} value={width} onChange={setWidth} />
          </div>
          <WidthSwitch label="Colors" options={SCHEMES} value={scheme} onChange={setScheme} />
        </div>
        {preview.isError && (
          <Banner
            tone="danger"
            title="The email could not be written"
            role="alert"
            action={<Button onClick={() => void preview.refetch()}>Try again</Button>}
          >
            {preview.error.message}
          </Banner>
        )}
        {shown && !preview.isError && <Missing names={shown.missing} />}
        <div aria-busy={preview.isFetching} className="overflow-hidden rounded-lg border bg-raised">
          <p className="px-4 py-3 text-sm [overflow-wrap:anywhere]">
            <span className="text-muted">Subject </span>
            <span className="font-medium">{shown?.subject ?? "…"}</span>
          </p>
          {shown ? (
            <EmailFrame html={withScheme(shown.html, scheme)} width={width} />
          ) : (
            <div className="h-[38rem] border-y p-6">
              {!preview.isError && <Skeleton className="h-full w-full" />}
            </div>
          )}
        </div>
        <TextAlternative rendered={shown?.text} />
      </div>
    </div>
  );
}

/** What the email asks for and this person has not. */
function Missing({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <Banner tone="warning" title="Not known of this person">
      {names.join(", ")}. Where the email names {names.length === 1 ? "it" : "them"}, nothing is shown, or
      what you wrote as a default.
    </Banner>
  );
}
