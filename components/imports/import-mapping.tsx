"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApi } from "#components/api.ts";
import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { useLeaveGuard } from "#components/ui/use-leave-guard.tsx";
import { CellSigns } from "./cell-signs.tsx";
import { ColumnRows } from "./column-rows.tsx";
import { ImportCheck } from "./import-check.tsx";
import type { Import } from "./outputs.ts";
import { draftOf, hasWords, planOf, previewPlanOf } from "./plan-draft.ts";
import { PlanSettings } from "./plan-settings.tsx";
import { PreviewRows } from "./preview-rows.tsx";

type Props = { row: Import; head: NonNullable<Import["head"]> };

/** What the columns of an uploaded file mean, what becomes of its first rows, and the dry run over all of them. */
export function ImportMapping({ row, head }: Props) {
  // Parted by another sign it has other columns, and nothing that was chosen for the old ones holds.
  return <Mapping key={row.plan.delimiter} row={row} head={head} />;
}

function Mapping({ row, head }: Props) {
  const t = useTranslations("imports.mapping");
  const api = useApi();
  const queryClient = useQueryClient();
  const { id, kind } = row;
  const [draft, setDraft] = useState(() => draftOf(row));
  const [submitted, setSubmitted] = useState(false);
  const { mutateAsync: read } = useMutation(api.imports.preview.mutationOptions());
  const previewed = { id, plan: previewPlanOf(draft) };
  const preview = useQuery({
    queryKey: [...api.imports.preview.mutationKey(), previewed],
    queryFn: () => read(previewed),
    placeholderData: keepPreviousData,
  });
  const check = useMutation(
    api.imports.check.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(api.imports.get.queryFilter({ id })),
    }),
  );
  const isSame = JSON.stringify(planOf(draft)) === JSON.stringify(planOf(draftOf(row)));
  const problem = preview.data?.problem ?? null;
  const isChecking = row.checking !== null && "doneBytes" in row.checking;
  const leaveDialog = useLeaveGuard(!isSame && !check.isPending, {
    title: t("leave"),
    description: t("leaveHint"),
  });

  function submit() {
    setSubmitted(true);
    if (!problem && hasWords(draft)) check.mutate({ id, plan: planOf(draft) });
  }

  return (
    <div className="flex flex-col gap-6">
      {head.preset && <Banner tone="info">{t("preset", { tool: head.preset })}</Banner>}
      <Card>
        <CardHeader title={t("columns")} className="pb-3" actions={<CellSigns row={row} />} />
        <div className="border-t">
          <ColumnRows
            kind={kind}
            headers={head.headers}
            sample={head.sample}
            columns={draft.columns}
            onChange={(columns) => setDraft({ ...draft, columns })}
          />
        </div>
      </Card>
      <Card>
        <CardHeader title={t("rows")} />
        <CardBody>
          <PlanSettings kind={kind} draft={draft} onChange={setDraft} submitted={submitted} />
        </CardBody>
      </Card>
      <Card>
        <CardHeader title={t("first")} description={t("firstHint")} className="pb-3" />
        <div className="border-t">
          <Loaded query={preview} skeleton={<ListSkeleton rows={4} />} errorTitle={t("notRead")}>
            {({ rows }) =>
              problem ? (
                <Banner tone="warning" wide>
                  {problem}
                </Banner>
              ) : (
                <PreviewRows rows={rows} />
              )
            }
          </Loaded>
        </div>
        <CardFooter>
          {check.error && (
            <p role="alert" className="mr-auto text-sm text-danger">
              {check.error.message}
            </p>
          )}
          <Button
            variant={row.plan.check && isSame ? "secondary" : "primary"}
            loading={check.isPending || isChecking}
            disabled={problem !== null}
            onClick={submit}
          >
            {t("try")}
          </Button>
        </CardFooter>
      </Card>
      {(row.checking || (row.plan.check && isSame)) && <ImportCheck row={row} />}
      {leaveDialog}
    </div>
  );
}
