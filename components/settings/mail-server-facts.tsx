import type { Sender, Settings } from "#components/shell/outputs.ts";
import { addressOf } from "./usual-sender.ts";

/** The mail server, for people who cannot change it here. */
export function MailServerFacts({ smtp, usual }: { smtp: Settings["smtp"]; usual: Sender | undefined }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm [overflow-wrap:anywhere]">
      <dt className="text-muted">Server</dt>
      <dd>
        {smtp.host}:{smtp.port}
      </dd>
      <dt className="text-muted">User</dt>
      <dd>{smtp.user || "None"}</dd>
      <dt className="text-muted">From</dt>
      <dd>{addressOf(usual) || smtp.from || "Not set"}</dd>
    </dl>
  );
}
