"use client";

import { usePathname } from "next/navigation";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import type { Settings } from "./outputs.ts";
import { PublicUrlProblem } from "./public-url-problem.tsx";
import { useMay } from "./session.tsx";
import { useSetSending } from "./use-set-sending.ts";

/** What everybody must know about how this server stands, above every page it matters on. */
export function Notices({ settings }: { settings: Settings }) {
  const pathname = usePathname();
  const aboutMessages =
    ["/messages", "/one-offs"].some((page) => pathname.startsWith(page)) || pathname === "/";
  return (
    <>
      {settings.unreadable.length > 0 && <Unreadable keys={settings.unreadable} />}
      {settings.sendingOff && <SendingOff />}
      {aboutMessages && !settings.emailsLeave && <MailStaysHere />}
      {settings.emailsLeave && <PublicUrlProblem problem={settings.publicUrlProblem} wide />}
    </>
  );
}

const SETTING_WORDS: Record<Settings["unreadable"][number], string> = {
  shop: "the shop",
  brand: "your brand",
  smtp: "the mail server",
  provider: "the sending service",
  dkim: "the signature of emails",
  senders: "the senders",
  pace: "the limits of sending",
  texting: "the service for text messages",
  bounceDoor: "where services tell of emails that came back",
  bounceMailbox: "the mailbox of returned emails",
  bounceMailboxState: "the mailbox of returned emails",
  sentToday: "how many emails went out today",
  sendingOff: "the switch for all sending",
  sendingResumedAt: "the switch for all sending",
  sendingRules: "quiet hours and limits",
  tracking: "opens and clicks",
  retention: "how long things are kept",
  topics: "topics",
  inApp: "the key for messages in your pages",
  relook: "a change of quiet hours or of the time zone",
  webhookSigning: "the secret that signs webhooks",
  keyFingerprint: "the key file",
  sampleShop: "the sample shop",
};

function Unreadable({ keys }: { keys: Settings["unreadable"] }) {
  const words = [...new Set(keys.map((key) => SETTING_WORDS[key]))].join(", ");
  return (
    <Banner
      wide
      tone="danger"
      title={`Settings could not be read: ${words}`}
      action={
        <ButtonLink size="sm" href="/settings/sending">
          Open settings
        </ButtonLink>
      }
    >
      Save them again. Until then, safe values hold instead of what was chosen.
    </Banner>
  );
}

function SendingOff() {
  const isOwner = useMay("owner");
  const setSending = useSetSending();
  return (
    <Banner
      wide
      tone="danger"
      title="All sending is switched off"
      action={
        isOwner && (
          <Button size="sm" loading={setSending.isPending} onClick={() => setSending.mutate({ off: false })}>
            Switch on again
          </Button>
        )
      }
    >
      Workflows go on, but no message leaves this server.
      {!isOwner && " Only owners can switch it on again."}
    </Banner>
  );
}

function MailStaysHere() {
  const isOwner = useMay("owner");
  return (
    <Banner
      wide
      tone="info"
      title="Emails are kept here: no mail server is set up"
      action={
        isOwner && (
          <ButtonLink size="sm" href="/settings/sending">
            Set up a mail server
          </ButtonLink>
        )
      }
    >
      You can read every email under Messages as your customer would see it. Nothing is sent out.
    </Banner>
  );
}
