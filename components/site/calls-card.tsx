"use client";

import { CodeBlock } from "#components/settings/code-block.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { IdNote } from "./id-note.tsx";
import { EXAMPLE_CALLS } from "./site-code.ts";

/** What the site's own code may say besides page views. */
export function CallsCard() {
  return (
    <Card>
      <CardHeader
        title="Say who it is and what they do"
        description="For whoever looks after your site’s code. Until somebody is identified, they are a visitor without a name."
      />
      <CardBody className="flex flex-col gap-3">
        <CodeBlock label="Examples of calls" code={EXAMPLE_CALLS} />
        <div className="text-sm">
          <IdNote />
        </div>
      </CardBody>
    </Card>
  );
}
