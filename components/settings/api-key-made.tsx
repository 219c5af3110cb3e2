"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("settings");
  const common = useTranslations("ui.common");
  return kind === "secret" ? (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={t("apiKeys.newSecret")}
      description={t("apiKeys.newSecretHelp")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t("copiedIt")}
        </Button>
      }
    >
      <SecretOnce label={t("apiKeys.apiKey")} value={apiKey} />
      <div className="mt-5">
        <TrackExample apiKey={apiKey} />
      </div>
    </Dialog>
  ) : (
    <Dialog
      open
      onOpenChange={onClose}
      size="md"
      title={t("apiKeys.newWrite")}
      description={t("apiKeys.newWriteHelp")}
      footer={
        <Button variant="primary" onClick={onClose}>
          {common("done")}
        </Button>
      }
    >
      <SecretOnce label={t("apiKeys.writeKey")} value={apiKey} />
      <div className="mt-5">
        <BrowserExample writeKey={apiKey} />
      </div>
    </Dialog>
  );
}

/** What goes into a web page that uses Segment's library already. */
function BrowserExample({ writeKey }: { writeKey: string }) {
  const t = useTranslations("settings");
  const api = useApi();
  const settings = useQuery(api.settings.get.queryOptions());
  if (!settings.data) return null;
  // Where the browser reaches this server is better than an address that is not set up.
  const address = settings.data.publicUrlProblem ? window.location.origin : settings.data.publicUrl;
  return (
    <>
      <p className="mb-2 text-sm text-muted">{t("apiKeys.browserExample")}</p>
      <CodeBlock label={t("apiKeys.browserCode")} code={browserExample(address, writeKey)} />
    </>
  );
}
