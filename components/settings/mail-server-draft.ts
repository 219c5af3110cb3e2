import type { EncryptionOption, MailConnectionDraft } from "./mail-connection-fields.tsx";
import type { SettingsWords } from "./settings-words.ts";

/** A mail server as it is being typed. */
export interface MailServerDraft extends MailConnectionDraft<Encryption> {
  from: string;
}

export type Encryption = "starttls" | "tls" | "none";

/** The port that providers use with each. */
export const USUAL_PORT: Record<Encryption, string> = { starttls: "587", tls: "465", none: "25" };

const HOW: readonly Encryption[] = ["starttls", "tls", "none"];

/** Each way to reach a mail server, with the port that goes with it. */
export function encryptionOptions(t: SettingsWords): EncryptionOption<Encryption>[] {
  const about: Record<Encryption, string> = {
    starttls: t("mailServer.usualPort", { port: USUAL_PORT.starttls }),
    tls: t("mailServer.withPort", { port: USUAL_PORT.tls }),
    none: t("mailServer.noneHelp"),
  };
  return HOW.map((how) => ({ value: how, label: t(`mailServer.${how}`), description: about[how] }));
}

const PORT_MAX = 65_535;

/** How a stored mail server is reached. */
export function encryptionOf({ secure, unencrypted }: { secure: boolean; unencrypted: boolean }): Encryption {
  if (unencrypted) return "none";
  return secure ? "tls" : "starttls";
}

/** What is missing or cannot be right, by field. */
export function problemsOf(
  { host, port, encryption, user, from }: MailServerDraft,
  t: SettingsWords,
): Partial<Record<keyof MailServerDraft, string>> {
  const portNumber = Number(port);
  const isPort = /^\d+$/.test(port.trim()) && portNumber >= 1 && portNumber <= PORT_MAX;
  return {
    ...(host.trim() === "" && { host: t("mailServer.serverMissing") }),
    ...(!isPort && { port: t("mailServer.portRange", { max: String(PORT_MAX) }) }),
    ...(encryption === "none" && user.trim() !== "" && { user: t("mailServer.userInOpen") }),
    ...(!/[^\s@<>]+@[^\s@<>]+/.test(from) && { from: t("enterEmail") }),
  };
}
