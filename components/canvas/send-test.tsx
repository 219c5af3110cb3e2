"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Send } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type ApiRouter, useApi } from "#components/api.ts";
import { PersonPicker, type ShownPerson } from "#components/email-editor/person-picker.tsx";
import { useSay } from "#components/say.tsx";
import { useMay, usePerson } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { Graph } from "#workflows/graph.ts";
import { languageName } from "#workflows/languages.ts";
import { phoneAddress } from "#workflows/phone-address.ts";

type Outcome = inferRouterOutputs<ApiRouter>["messages"]["sendTest"];

const LINK = "font-medium underline underline-offset-3";
const TONE: Record<Outcome["kind"], Tone> = {
  sent: "success",
  captured: "info",
  "under-way": "info",
  failed: "danger",
};

type Props = {
  graph: Graph;
  nodeId: string;
  channel: "email" | "web-push" | "sms" | "whatsapp" | "in-app";
  /** The one in which an invented person gets it; null: the shop's. */
  language: string | null;
  /** Whose data fills it, where that is chosen elsewhere; undefined: it is chosen here. */
  person?: ShownPerson | null;
};

/** Sends the message of a step, as it stands on the canvas, to whoever is signed in, with anybody's data. */
export function SendTest({ graph, nodeId, channel, language, person: given }: Props) {
  const t = useTranslations("canvas.test");
  const locale = useLocale();
  const say = useSay();
  const api = useApi();
  const headingId = useId();
  const mayEdit = useMay("editor");
  const { email } = usePerson();
  const [chosen, setChosen] = useState<ShownPerson | null>(null);
  const person = given === undefined ? chosen : given;
  const test = useMutation(api.messages.sendTest.mutationOptions());
  const isPush = channel === "web-push";
  const isText = channel === "sms" || channel === "whatsapp";
  const [to, setTo] = useState("");
  const [checked, setChecked] = useState(false);
  const isNowhere = isText && phoneAddress(to) === null;
  const browsers = useQuery(api.webPush.state.queryOptions(undefined, { enabled: mayEdit && isPush }));
  if (!mayEdit) return null;
  const hasNoBrowser = isPush && browsers.data?.subscriptions === 0;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-4 border-t pt-5">
      <div>
        <h3 id={headingId} className="text-base">
          {t("title")}
        </h3>
        <p className="mt-1 text-sm text-muted [overflow-wrap:anywhere]">
          {t(`help.${isText ? "phone" : channel}`, { email, person: given?.label ?? t("whomYouChoose") })}
          {language !== null && ` ${t("language", { language: languageName(language, locale) })}`}
        </p>
      </div>
      {hasNoBrowser ? (
        <Banner tone="info">
          {t.rich("noBrowser", {
            link: (words) => (
              <Link href="/settings/web-push" className={LINK}>
                {words}
              </Link>
            ),
          })}
        </Banner>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          {isText && (
            <Field
              label={t("number")}
              className="basis-full"
              error={checked && isNowhere ? t("badNumber") : undefined}
            >
              <Input
                type="tel"
                autoComplete="tel"
                placeholder="+15551234567"
                value={to}
                onChange={(event) => setTo(event.target.value)}
              />
            </Field>
          )}
          {given === undefined && <PersonPicker person={person} onChoose={setChosen} />}
          <Button
            icon={<Send />}
            loading={test.isPending}
            onClick={() => {
              setChecked(true);
              if (!isNowhere) test.mutate({ graph, nodeId, profileId: person?.id ?? null, to, language });
            }}
          >
            {t("send")}
          </Button>
        </div>
      )}
      <div aria-live="polite">
        {test.error && (
          <Banner tone="danger" role="alert">
            {test.error.message}
          </Banner>
        )}
        {test.data && !test.isPending && (
          <Banner tone={TONE[test.data.kind]}>
            {t.rich("sent", {
              outcome: say(test.data.text),
              link: (words) => (
                <Link href={`/messages/${test.data.messageId}`} className={LINK}>
                  {words}
                </Link>
              ),
            })}
          </Banner>
        )}
      </div>
    </section>
  );
}
