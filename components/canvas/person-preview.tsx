"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { MissingValues } from "#components/messages/missing-values.tsx";
import { useSay } from "#components/say.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useRested } from "#components/ui/use-rested.ts";
import type { PreviewedMessage, ProfileSummary } from "#components/workflows/outputs.ts";
import { type InventedPerson, inventedPerson } from "#workflows/invented-person.ts";
import { useClockWords } from "./simulation/clock-words.ts";
import { MessagePreview } from "./simulation/message-preview.tsx";
import { PersonChooser } from "./simulation/person-chooser.tsx";
import { ProfilePicker } from "./simulation/profile-picker.tsx";
import { usablePerson, useKeptPerson } from "./simulation/use-kept-person.ts";

type Props<Content> = {
  /** Tells this preview from others. */
  queryKey: readonly unknown[];
  /** What is shown, as `load` gets it once it has rested. */
  content: Content;
  /** Nothing of it has to be mended before it can be shown. */
  whole: boolean;
  load(content: Content, profileId: number): Promise<PreviewedMessage>;
  /** Without it, only customers can be chosen. */
  loadInvented?(content: Content, person: InventedPerson): Promise<PreviewedMessage>;
};

/** What one person would get, or why they would get nothing. */
export function PersonPreview<Content>(props: Props<Content>) {
  const t = useTranslations("simulation.step");
  const headingId = useId();
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-4 border-t pt-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 id={headingId} className="text-base">
            {t("title")}
          </h3>
          <p className="mt-1 text-sm text-muted">{t("help")}</p>
        </div>
        <Button size="sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("hide") : t("show")}
        </Button>
      </div>
      {open && <Chosen {...props} />}
    </section>
  );
}

function Chosen<Content>({ queryKey, content, whole, load, loadInvented }: Props<Content>) {
  const t = useTranslations("simulation.step");
  const [profile, setProfile] = useState<ProfileSummary | null>(null);
  const [kept, keep] = useKeptPerson();
  const invents = loadInvented !== undefined && kept.kind === "invented";
  const invented = useRested(kept.person);
  const parsed = inventedPerson.safeParse(usablePerson(invented));
  const shown = { queryKey, content };
  return (
    <>
      {loadInvented ? (
        <PersonChooser kept={kept} onKeep={keep} profile={profile} onProfile={setProfile} />
      ) : (
        <ProfilePicker chosen={profile} onChoose={setProfile} />
      )}
      {!whole && <Banner tone="info">{t("finish")}</Banner>}
      {whole && invents && parsed.success && (
        <Shown {...shown} who={parsed.data} load={(asked) => loadInvented(asked, parsed.data)} />
      )}
      {whole && !invents && profile && (
        <Shown key={profile.id} {...shown} who={profile.id} load={(asked) => load(asked, profile.id)} />
      )}
    </>
  );
}

function Shown<Content>({
  queryKey,
  content,
  who,
  load,
}: Pick<Props<Content>, "queryKey" | "content"> & {
  who: unknown;
  load(content: Content): Promise<PreviewedMessage>;
}) {
  const t = useTranslations("simulation.step");
  const canvas = useTranslations("canvas.preview");
  const say = useSay();
  const asked = useRested(content);
  const preview = useQuery({
    queryKey: [...queryKey, who, asked],
    queryFn: () => load(asked),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const words = useClockWords(preview.data?.zone ?? "UTC");
  if (preview.isPending) return <Spinner label={t("writing")} />;
  if (preview.isError) {
    return (
      <ErrorState className="py-4" onRetry={() => void preview.refetch()}>
        {preview.error.message}
      </ErrorState>
    );
  }
  const { message, missing, notes, at } = preview.data;
  const told = notes.map(say).join(canvas("betweenNotes"));
  return (
    <div aria-live="polite" className="flex flex-col gap-3">
      {!message && (
        <Banner tone="warning" title={t("notSent")}>
          {told || t("nothing")}
        </Banner>
      )}
      {message && told !== "" && at !== null && (
        <Banner tone="info" title={t("later", { at: words.moment(at) })}>
          {told}
        </Banner>
      )}
      {message && <MessagePreview message={message} />}
      {missing.length > 0 && <MissingValues missing={missing} />}
    </div>
  );
}
