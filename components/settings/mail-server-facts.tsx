import type { Settings } from "#components/shell/outputs.ts";

/** The mail server, for people who cannot change it here. */
export function MailServerFacts({ smtp }: { smtp: Settings["smtp"] }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm [overflow-wrap:anywhere]">
      <dt className="text-muted">Server</dt>
      <dd>
        {smtp.host}:{smtp.port}
      </dd>
      <dt className="text-muted">User</dt>
      <dd>{smtp.user || "None"}</dd>
      <dt className="text-muted">From</dt>
      <dd>{smtp.from || "Not set"}</dd>
    </dl>
  );
}
