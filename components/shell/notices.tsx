"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
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

function Unreadable({ keys }: { keys: Settings["unreadable"] }) {
  const t = useTranslations("shell.unreadable");
  const words = [...new Set(keys.map((key) => t(`settings.${key}`)))].join(t("between"));
  return (
    <Banner
      wide
      tone="danger"
      title={t("title", { settings: words })}
      action={
        <ButtonLink size="sm" href="/settings/sending">
          {t("open")}
        </ButtonLink>
      }
    >
      {t("help")}
    </Banner>
  );
}

function SendingOff() {
  const t = useTranslations("shell.sendingOff");
  const isOwner = useMay("owner");
  const setSending = useSetSending();
  return (
    <Banner
      wide
      tone="danger"
      title={t("title")}
      action={
        isOwner && (
          <Button size="sm" loading={setSending.isPending} onClick={() => setSending.mutate({ off: false })}>
            {t("switchOn")}
          </Button>
        )
      }
    >
      {isOwner ? t("help") : t("helpNoOwner")}
    </Banner>
  );
}

function MailStaysHere() {
  const t = useTranslations("shell.mailStays");
  const isOwner = useMay("owner");
  return (
    <Banner
      wide
      tone="info"
      title={t("title")}
      action={
        isOwner && (
          <ButtonLink size="sm" href="/settings/sending">
            {t("setUp")}
          </ButtonLink>
        )
      }
    >
      {t("help")}
    </Banner>
  );
}
