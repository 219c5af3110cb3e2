import { useTranslations } from "next-intl";
import { HeaderList } from "#components/messages/header-list.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Receipt } from "./outputs.ts";
import { prettyBody } from "./verdict-words.ts";

/** What a request held. */
export function ReceiptContent({ receipt: { headers, body, bodyBytes } }: { receipt: Receipt }) {
  const t = useTranslations("hooks");
  return (
    <>
      <section className="min-w-0">
        <div className="mb-2 flex min-h-control-sm items-center justify-between gap-3">
          <h3 className="text-sm font-medium">{t("content.body")}</h3>
          {body && <CopyButton size="sm" text={body} label={t("content.copyBody")} />}
        </div>
        {body === null ? (
          <p className="text-sm text-muted">
            {bodyBytes === 0 ? t("content.wasEmpty") : t("content.notKept", { bytes: bodyBytes })}
          </p>
        ) : (
          <pre className="rounded-md border bg-sunken p-3 font-mono text-[0.8125rem] whitespace-pre-wrap [overflow-wrap:anywhere]">
            {prettyBody(body) || t("content.empty")}
          </pre>
        )}
      </section>
      <section className="min-w-0">
        <h3 className="mb-2 text-sm font-medium">{t("content.headers")}</h3>
        <HeaderList headers={headers} empty={t("content.noHeaders")} />
      </section>
    </>
  );
}
