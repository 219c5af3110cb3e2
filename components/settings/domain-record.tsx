"use client";

import type { DomainFinding } from "#components/shell/outputs.ts";
import { CodeBlock } from "./code-block.tsx";

/** A record to publish, in the parts that the forms of domain providers ask for. */
export function DomainRecord({ record }: { record: NonNullable<DomainFinding["publish"]> }) {
  return (
    <dl className="mt-3 grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[4rem_minmax(0,1fr)] sm:items-baseline">
      <dt className="text-muted">Type</dt>
      <dd className="font-mono text-[0.8125rem]">{record.type}</dd>
      <dt className="text-muted">Name</dt>
      <dd>
        <CodeBlock code={record.name} label="Name of the record" />
      </dd>
      <dt className="text-muted">Value</dt>
      <dd>
        <CodeBlock code={record.value} label="Value of the record" />
      </dd>
    </dl>
  );
}
