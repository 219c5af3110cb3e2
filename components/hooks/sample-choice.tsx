"use client";

import { ListSkeleton } from "#components/shell/list-skeleton.tsx";
import { readerZone } from "#components/shell/reader-zone.ts";
import { useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { formatDistance } from "#components/ui/format-time.ts";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Samples } from "./use-samples.ts";
import { VERDICT_WORDS } from "./verdict-words.ts";

/** The request by which it is said what requests mean; until one came, what to do for one. */
export function SampleChoice({ samples }: { samples: Samples }) {
  const now = useNow();
  const { all, chosen, choose } = samples;
  if (!chosen) return <NoSample samples={samples} />;
  return (
    <>
      <Field label="Sample" help="A request as it came. Choose from it what the hook should look at.">
        <Select
          options={all.map(({ receipt: { id, receivedAt, verdict, eventName } }) => ({
            value: String(id),
            label: `Received ${formatDistance(receivedAt, now, readerZone())}`,
            description: eventName ?? VERDICT_WORDS[verdict].label,
          }))}
          value={String(chosen.receipt.id)}
          onValueChange={(value) => choose(Number(value))}
        />
      </Field>
      {chosen.isCut && (
        <p className="text-sm text-muted">
          It has very many fields; the first are listed. The name of another one can be entered.
        </p>
      )}
    </>
  );
}

function NoSample({ samples: { isLoading, error, unusable } }: { samples: Samples }) {
  if (error) return <ErrorState title="The samples could not be loaded">{error.message}</ErrorState>;
  if (isLoading) return <ListSkeleton rows={2} />;
  return (
    <>
      <div role="status" className="flex items-start gap-3 rounded-md border border-dashed px-4 py-4 text-sm">
        <Spinner className="mt-0.5 size-4 shrink-0 text-muted" />
        <div>
          <p className="font-medium">Waiting for the first request</p>
          <p className="mt-0.5 text-muted">
            Let the other program send a test to the address above. It appears here by itself, and is kept
            without any effect until you switch the hook on.
          </p>
        </div>
      </div>
      {unusable && (
        <Banner tone="warning" title="Something came, but it cannot be used as a sample">
          {unusable}
        </Banner>
      )}
    </>
  );
}
