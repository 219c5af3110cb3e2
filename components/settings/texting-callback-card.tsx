"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import type { Texting } from "#components/shell/outputs.ts";
import { PublicUrlProblem } from "#components/shell/public-url-problem.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { CodeBlock } from "./code-block.tsx";

/** How to make the service tell of answers. */
const STEPS = ["step1", "step2", "step3", "step4"] as const;

/** Where the service tells of answers; nothing while there is none, and for people who may not change it. */
export function TextingCallbackCard({ texting }: { texting: Texting }) {
  const t = useTranslations("settings");
  const api = useApi();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    api.texting.rotateCallback.mutationOptions({
      onSuccess: async () => {
        toast.success(t("texting.answers.changed"), { description: t("texting.answers.changedHelp") });
        await queryClient.invalidateQueries(api.texting.pathFilter());
      },
    }),
  );
  const { callbackUrl, publicUrlProblem } = texting;
  if (callbackUrl === null) return null;
  return (
    <Card>
      <CardHeader title={t("texting.answers.title")} description={t("texting.answers.description")} />
      <CardBody className="flex flex-col gap-5">
        <PublicUrlProblem problem={publicUrlProblem} />
        {publicUrlProblem !== null && <p className="max-w-2xl text-sm">{t("texting.answers.unreachable")}</p>}
        <div>
          <h3 className="mb-2 text-sm font-medium">{t("texting.answers.address")}</h3>
          <CodeBlock code={callbackUrl} label={t("texting.answers.address")} />
        </div>
        <ol className="flex max-w-2xl list-decimal flex-col gap-1.5 pl-5 text-sm">
          {STEPS.map((step) => (
            <li key={step}>{t(`texting.answers.${step}`)}</li>
          ))}
        </ol>
        <ConfirmDialog
          trigger={
            <Button icon={<RefreshCw />} className="self-start">
              {t("texting.answers.change")}
            </Button>
          }
          title={t("texting.answers.changeTitle")}
          description={t("texting.answers.changeHelp")}
          confirmLabel={t("texting.answers.change")}
          onConfirm={() => rotate.mutateAsync()}
        />
      </CardBody>
    </Card>
  );
}
