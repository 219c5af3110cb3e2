"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Square } from "lucide-react";
import { useApi } from "#components/api.ts";
import { showError } from "#components/shell/show-error.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { ImportCounts } from "./import-counts.tsx";
import { wordCount } from "./import-words.ts";
import type { Import } from "./outputs.ts";

/** How the dry run goes and what it found, with the button that makes it real. */
export function ImportCheck({ row }: { row: Import }) {
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
            <Banner tone="danger" role="alert" title="The file could not be tried out">
              {checking.failure}
            </Banner>
          ) : (
            <ProgressBar
              label="Trying it out; nothing is stored"
              done={checking.doneBytes}
              total={row.fileBytes}
            />
          )}
        </CardBody>
        {"doneBytes" in checking && (
          <CardFooter>
            <Button icon={<Square />} loading={stop.isPending} onClick={() => stop.mutate({ id })}>
              Stop
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
      <CardHeader title="What the import would do" description="Nothing is stored yet." />
      <CardBody role="status">
        <ImportCounts kind={kind} counts={check} dry />
      </CardBody>
      <CardFooter>
        {check.rejected > 0 && (
          <p className="mr-auto text-sm text-muted">
            Afterwards you can download the rejected rows with their reasons.
          </p>
        )}
        <Button
          variant="primary"
          disabled={taken === 0}
          loading={start.isPending}
          onClick={() => start.mutate({ id })}
        >
          Import {wordCount(taken)} {taken === 1 ? "row" : "rows"}
        </Button>
      </CardFooter>
    </Card>
  );
}
