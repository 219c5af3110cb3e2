"use client";

import { CodeBlock } from "#components/settings/code-block.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
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
        <p className="text-sm text-muted">
          Use customer ids that nobody can guess: a browser is taken at its word about who is signed in.
        </p>
      </CardBody>
    </Card>
  );
}
