"use client";

import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type ApiRouter, useApi } from "#components/api.ts";
import { HeaderList } from "#components/messages/header-list.tsx";
import { JsonBlock } from "#components/messages/json-block.tsx";
import { useSay } from "#components/say.tsx";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { ProfileSummary } from "#components/workflows/outputs.ts";
import type { Graph } from "#workflows/graph.ts";
import { ProfilePicker } from "./simulation/profile-picker.tsx";

type Trial = inferRouterOutputs<ApiRouter>["webhooks"]["tryIt"];

/** Calls the webhook of a step at once, as it stands on the canvas, and shows what went out and what came back. */
export function TryWebhook({ graph, nodeId }: { graph: Graph; nodeId: string }) {
  const t = useTranslations("canvas.webhook");
  const api = useApi();
  const headingId = useId();
  const mayEdit = useMay("editor");
  const [profile, setProfile] = useState<ProfileSummary | null>(null);
  const trial = useMutation(api.webhooks.tryIt.mutationOptions());
  if (!mayEdit) return null;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-4 border-t pt-5">
      <div>
        <h3 id={headingId} className="text-base">
          {t("title")}
        </h3>
        <p className="mt-1 text-sm text-muted">{t("help")}</p>
      </div>
      <ProfilePicker chosen={profile} onChoose={setProfile} />
      <Button
        icon={<Play />}
        className="self-start"
        disabled={profile === null}
        loading={trial.isPending}
        onClick={() => profile && trial.mutate({ graph, nodeId, profileId: profile.id })}
      >
        {t("call")}
      </Button>
      <div aria-live="polite" className="flex flex-col gap-4">
        {trial.error && (
          <Banner tone="danger" role="alert">
            {trial.error.message}
          </Banner>
        )}
        {trial.data && !trial.isPending && <Outcome trial={trial.data} />}
      </div>
    </section>
  );
}

function Outcome({ trial: { problem, wouldRetry, request, response } }: { trial: Trial }) {
  const t = useTranslations("canvas.webhook");
  const say = useSay();
  return (
    <>
      {problem === null ? (
        <Banner tone="success">{t("taken")}</Banner>
      ) : (
        <Banner tone={wouldRetry ? "warning" : "danger"} title={say(problem)}>
          {t(wouldRetry ? "wouldRetry" : "wouldFail")}
        </Banner>
      )}
      {response && (
        <Part title={t("answer")}>
          <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
            <Badge tone={response.status < 300 ? "success" : "warning"}>
              {t("status", { status: response.status })}
            </Badge>
            {t("after", { ms: response.ms })}
          </p>
          <JsonBlock text={response.body} />
          {response.cut && <p className="text-sm text-muted">{t("cut")}</p>}
          <Headers headers={response.headers} />
        </Part>
      )}
      {request && (
        <Part title={t("request")}>
          <p className="flex items-start gap-2.5">
            <Badge tone="action">{request.method}</Badge>
            <span className="min-w-0 font-mono text-[0.8125rem] leading-6 [overflow-wrap:anywhere]">
              {request.url}
            </span>
          </p>
          {request.body !== "" && <JsonBlock text={request.body} />}
          <Headers headers={request.headers} />
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2.5">
      <h4 className="text-sm font-medium">{title}</h4>
      {children}
    </section>
  );
}

function Headers({ headers }: { headers: Record<string, string> }) {
  const t = useTranslations("canvas.webhook");
  return (
    <details className="rounded-md border">
      <summary className="flex min-h-control-sm items-center px-3 text-sm">{t("headers")}</summary>
      <div className="px-3 pb-3">
        <HeaderList headers={headers} empty={t("noHeaders")} />
      </div>
    </details>
  );
}
