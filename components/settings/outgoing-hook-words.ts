import type { Notice, NoticeKind } from "./outgoing-hook-outputs.ts";
import type { SettingsWords } from "./settings-words.ts";

/** The kinds that have words here; of any other the server's own are shown. */
const KINDS = [
  ...(["message.sent", "message.failed", "message.bounced", "message.skipped", "message.unknown"] as const),
  ...(["run.started", "run.finished", "run.exited", "run.failed", "run.converted"] as const),
  ...(["profile.created", "profile.merged", "profile.erased", "consent.changed"] as const),
];

/** What one kind of notice tells, and what that means. */
export function wordKind(told: NoticeKind, t: SettingsWords): { label: string; help: string } {
  const kind = KINDS.find((known) => known === told.kind);
  return kind === undefined
    ? { label: told.label, help: told.help }
    : { label: t(`outgoing.kind.${kind}.label`), help: t(`outgoing.kind.${kind}.help`) };
}

/** What one notice told. */
export function wordNotice(notice: Notice, t: SettingsWords): string {
  const kind = KINDS.find((known) => known === notice.kind);
  if (kind !== undefined) return t(`outgoing.kind.${kind}.label`);
  return notice.kind === "test" ? t("outgoing.kind.test.label") : notice.label;
}
