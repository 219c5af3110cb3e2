"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ApiKeyKind } from "./api-key-words.ts";
import { CodeBlock } from "./code-block.tsx";
import { browserExample } from "./example-commands.ts";
import { SecretOnce } from "./secret-once.tsx";
import { TrackExample } from "./track-example.tsx";

type Props = { kind: ApiKeyKind; apiKey: string; onClose: () => void };

/** A new key, with what to do with it. */
export function ApiKeyMade({ kind, apiKey, onClose }: Props) {
  return kind === "secret" ? (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title="Your new API key"
      description="Copy it now. It is stored in a form that nobody can read back, so it is not shown again."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <SecretOnce label="API key" value={apiKey} />
      <div className="mt-5">
        <TrackExample apiKey={apiKey} />
      </div>
    </Dialog>
  ) : (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title="Your new write key"
      description="It is no secret, and stays on this page for whenever you need it."
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SecretOnce label="Write key" value={apiKey} />
      <div className="mt-5">
        <BrowserExample writeKey={apiKey} />
      </div>
    </Dialog>
  );
}

/** What goes into a web page that uses Segment's library already. */
function BrowserExample({ writeKey }: { writeKey: string }) {
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  if (!settings.data) return null;
  // Where the browser reaches this server is better than an address that is not set up.
  const address = settings.data.publicUrlProblem ? window.location.origin : settings.data.publicUrl;
  return (
    <>
      <p className="mb-2 text-sm text-muted">
        Your pages use Segment’s analytics.js? Give it this key and this server’s address, and change nothing
        else.
      </p>
      <CodeBlock label="Code that sends page views to this server" code={browserExample(address, writeKey)} />
    </>
  );
}
