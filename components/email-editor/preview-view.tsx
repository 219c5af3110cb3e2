"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWholeConfig } from "#components/config-form/config-context.tsx";
import { useMessageLanguage } from "#components/config-form/message-language.tsx";
import { useMessageTest } from "#components/config-form/test-context.tsx";
import { EmailFrame, type EmailWidth } from "#components/messages/email-frame.tsx";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { useDevices } from "#components/messages/use-devices.tsx";
import { useSchemes } from "#components/messages/use-schemes.tsx";
import { WidthSwitch } from "#components/messages/width-switch.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { asksForScheme, type Scheme, withScheme } from "./color-scheme.ts";
import { EmailHead } from "./email-head.tsx";
import { PersonPicker, type ShownPerson } from "./person-picker.tsx";
import { ShownLanguage } from "./shown-language.tsx";
import { TextAlternative } from "./text-alternative.tsx";
import { useEmailPreview } from "./use-email-preview.ts";

/** The very email that one person would get. While `viewing`, nothing can be changed in it. */
export function PreviewView({ viewing = false }: { viewing?: boolean }) {
  const t = useTranslations("email-editor.preview");
  const common = useTranslations("ui.common");
  const devices = useDevices();
  const schemes = useSchemes();
  const { config } = useWholeConfig();
  const [person, setPerson] = useState<ShownPerson | null>(null);
  const [width, setWidth] = useState<EmailWidth>("desktop");
  const [scheme, setScheme] = useState<Scheme>("light");
  const preview = useEmailPreview(config, person?.id ?? null);
  const shown = preview.data;
  const { language } = useMessageLanguage();
  const drawTest = useMessageTest();
  // What is written here belongs to the language that is being written, and this person gets another one.
  const isAnother = shown !== undefined && shown.language !== language;
  // Simple text is its own alternative.
  const isPlain = config.format !== "design" && config.format !== "code";
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-3">
          <PersonPicker person={person} onChoose={setPerson} />
          <div className="max-sm:hidden">
            <WidthSwitch label={devices.label} options={devices.options} value={width} onChange={setWidth} />
          </div>
          {shown && asksForScheme(shown.html) && (
            <WidthSwitch
              label={schemes.label}
              options={schemes.options}
              value={scheme}
              onChange={setScheme}
            />
          )}
        </div>
        {preview.isError && (
          <Banner
            tone="danger"
            title={t("failed")}
            role="alert"
            action={<Button onClick={() => void preview.refetch()}>{common("tryAgain")}</Button>}
          >
            {preview.error.message}
          </Banner>
        )}
        {shown && !preview.isError && <ShownLanguage language={shown.language} person={person} />}
        {shown && !preview.isError && <MissingValues missing={shown.missing} />}
        <div aria-busy={preview.isFetching} className="overflow-hidden rounded-lg border bg-raised">
          <EmailHead shown={shown} />
          {shown ? (
            <EmailFrame html={withScheme(shown.html, scheme)} width={width} />
          ) : (
            <div className="h-[38rem] border-y p-6">
              {!preview.isError && <Skeleton className="h-full w-full" />}
            </div>
          )}
        </div>
        {drawTest?.(person)}
        {!isPlain && <TextAlternative rendered={shown?.text} viewing={viewing || isAnother} />}
      </div>
    </div>
  );
}
