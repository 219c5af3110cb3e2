import { HeaderList } from "#components/messages/header-list.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Receipt } from "./outputs.ts";
import { prettyBody } from "./verdict-words.ts";

/** What a request held. */
export function ReceiptContent({ receipt: { headers, body, bodyBytes } }: { receipt: Receipt }) {
  return (
    <>
      <section className="min-w-0">
        <div className="mb-2 flex min-h-control-sm items-center justify-between gap-3">
          <h3 className="text-sm font-medium">Body</h3>
          {body && <CopyButton size="sm" text={body} label="Copy body" />}
        </div>
        {body === null ? (
          <p className="text-sm text-muted">
            {bodyBytes === 0
              ? "It was empty."
              : `Its ${bodyBytes} bytes are not kept: there was no room for them, they were removed after some time, or they were no text.`}
          </p>
        ) : (
          <pre className="rounded-md border bg-sunken p-3 font-mono text-[0.8125rem] whitespace-pre-wrap [overflow-wrap:anywhere]">
            {prettyBody(body) || "Empty"}
          </pre>
        )}
      </section>
      <section className="min-w-0">
        <h3 className="mb-2 text-sm font-medium">Headers</h3>
        <HeaderList headers={headers} empty="None are kept." />
      </section>
    </>
  );
}
