"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/api.ts";
import { useSay } from "#components/say.tsx";
import { Loaded } from "#components/shell/loaded.tsx";
import type { BounceMailbox } from "#components/shell/outputs.ts";
import { useMay, useNow } from "#components/shell/session.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { BounceMailboxForm } from "./bounce-mailbox-form.tsx";
import { FormSkeleton } from "./form-skeleton.tsx";

/** The mailbox to which mail servers send back what they could not deliver. */
export function BounceMailboxCard() {
  const api = useApi();
  const isOwner = useMay("owner");
  const mailbox = useQuery(api.bounces.mailbox.queryOptions(undefined, { enabled: isOwner }));
  if (!isOwner) return null;
  return (
    <Card>
      <CardHeader
        title="Mailbox of returned emails"
        description="With a plain mail server, emails that cannot be delivered come back as mails to the address that you send from. This server can read them there every five minutes. Mails that bring back one of yours are marked as read; all others stay as they are, and nothing is deleted."
      />
      <CardBody>
        <Loaded query={mailbox} skeleton={<FormSkeleton />} errorTitle="The mailbox could not be loaded">
          {(stored) => (
            <div className="flex flex-col gap-5">
              <State stored={stored} />
              <BounceMailboxForm key={placeOf(stored)} stored={stored} />
            </div>
          )}
        </Loaded>
      </CardBody>
    </Card>
  );
}

function State({ stored }: { stored: BounceMailbox }) {
  const say = useSay();
  const now = useNow();
  if (stored === null) return null;
  const { checkedAt, found, problem } = stored;
  if (checkedAt === null)
    return <p className="text-sm text-muted">It is read for the first time within five minutes.</p>;
  if (problem !== null) {
    return (
      <Banner tone="danger" title="The mailbox could not be read" className="max-w-xl">
        {say(problem)}. Last tried <TimeAgo at={checkedAt} now={now} />; it is tried again every five minutes.
      </Banner>
    );
  }
  return (
    <p className="text-sm text-muted">
      Read <TimeAgo at={checkedAt} now={now} />.{" "}
      {found === 1
        ? "1 email that came back was found so far."
        : `${found} emails that came back were found so far.`}
    </p>
  );
}

/** A form that was saved or emptied starts anew from what is stored; being read does not disturb one who types. */
function placeOf(stored: BounceMailbox): string {
  if (stored === null) return "";
  const { host, port, secure, user, folder } = stored;
  return JSON.stringify({ host, port, secure, user, folder });
}
