"use client";

import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { MailServerForm } from "./mail-server-form.tsx";

/** The mail server that emails go out through, or that there is none yet. */
export function MailServerCard({ smtp }: { smtp: Settings["smtp"] }) {
  const isOwner = useMay("owner");
  return (
    <Card>
      <CardHeader
        title="Mail server"
        description="Emails go out through the mail server of your provider, by SMTP."
        actions={
          smtp.configuredBy === null ? (
            <Badge tone="info">Emails are kept here</Badge>
          ) : (
            <Badge tone="success" dot>
              Set up
            </Badge>
          )
        }
      />
      <CardBody>
        {smtp.configuredBy === "environment" ? (
          <>
            <Banner tone="info" className="mb-5">
              The mail server is set by the variables SMTP_URL and MAIL_FROM of the server’s environment.
              Whoever runs the server can change them there.
            </Banner>
            <Facts smtp={smtp} />
          </>
        ) : isOwner ? (
          // A form that was saved or emptied starts anew from what is stored.
          <MailServerForm key={JSON.stringify(smtp)} smtp={smtp} />
        ) : smtp.configuredBy === "settings" ? (
          <Facts smtp={smtp} />
        ) : (
          <p className="text-sm text-muted">None is set up, so emails are kept under Messages to read.</p>
        )}
      </CardBody>
    </Card>
  );
}

function Facts({ smtp }: { smtp: Settings["smtp"] }) {
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
