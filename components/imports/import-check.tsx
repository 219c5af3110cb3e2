"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { ImportCounts } from "./import-counts.tsx";
import type { Import } from "./outputs.ts";

/** How the dry run goes and what it found, with the button that makes it real. */
export function ImportCheck({ row }: { row: Import }) {
  const t = useTranslations("imports.check");
  const api = useApi();
  const queryClient = useQueryClient();
  const { id, kind, checking } = row;
  const { check } = row.plan;
  const answered = {
    onError: showError,
    onSettled: () => queryClient.invalidateQueries(api.imports.get.queryFilter({ id })),
  };
  const start = useMutation(api.imports.start.mutationOptions(answered));
  const stop = useMutation(api.imports.stopCheck.mutationOptions(answered));
  if (checking) {
    return (
      <Card>
        <CardBody>
          {"failure" in checking ? (
            <Banner tone="danger" role="alert" title={t("failed")}>
              {checking.failure}
            </Banner>
          ) : (
            <ProgressBar label={t("busy")} done={checking.doneBytes} total={row.fileBytes} />
          )}
        </CardBody>
        {"doneBytes" in checking && (
          <CardFooter>
            <Button icon={<Square />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
              {t("stop")}
            </Button>
          </CardFooter>
        )}
      </Card>
    );
  }
  if (!check) return null;
  const taken = check.rows - check.rejected;
  return (
    <Card>
      <CardHeader title={t("title")} description={t("description")} />
      <CardBody role="status">
        <ImportCounts kind={kind} counts={check} dry />
      </CardBody>
      <CardFooter>
        {check.rejected > 0 && <p className="mr-auto text-sm text-muted">{t("rejected")}</p>}
        <Button
          variant="primary"
          disabled={taken === 0}
          loading={start.isPending}
          onClick={() => start.mutate({ id })}
        >
          {t("import", { count: taken })}
        </Button>
      </CardFooter>
    </Card>
  );
}
