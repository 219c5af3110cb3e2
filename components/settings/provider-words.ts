import type { Senders } from "#components/shell/outputs.ts";
import type { SelectOption } from "#components/ui/select.tsx";
import type { SettingsWords } from "./settings-words.ts";

export type Provider = Exclude<Senders["service"], "smtp" | null>;

interface ProviderField {
  key: string;
  label: string;
  placeholder?: string;
  help?: string;
  optional?: boolean;
  /** One of these, instead of any text. */
  options?: SelectOption[];
  /** What is said when nothing was entered; absent where that cannot be. */
  missing?: string;
}

interface ProviderWords {
  /** What the service calls the key. */
  secret: string;
  secretHelp: string;
  fields: ProviderField[];
}

/** What the services call themselves. */
export const PROVIDER_NAMES: Record<Provider, string> = {
  ...{ ses: "Amazon SES", resend: "Resend", postmark: "Postmark" },
  ...{ sendgrid: "SendGrid", mailgun: "Mailgun" },
};

/** What each field is before anybody says otherwise. */
const INITIAL_FIELDS: Record<Provider, Record<string, string>> = {
  ses: { region: "", accessKeyId: "", configurationSet: "" },
  resend: {},
  postmark: { broadcastStream: "broadcast", stream: "outbound" },
  sendgrid: { region: "global" },
  mailgun: { domain: "", region: "us" },
};

export const PROVIDERS = Object.keys(PROVIDER_NAMES) as Provider[];

/** What emails can leave through: a mail server or one of the services. */
export function serviceOptions(t: SettingsWords): SelectOption[] {
  return [
    { value: "smtp", label: t("service.optionServer"), description: t("service.optionServerHelp") },
    ...PROVIDERS.map((value) => ({ value, label: PROVIDER_NAMES[value] })),
  ];
}

/** A sending service as its own pages call things. */
export function providerWords(provider: Provider, t: SettingsWords): ProviderWords {
  switch (provider) {
    case "ses":
      return {
        secret: t("provider.ses.secret"),
        secretHelp: t("provider.ses.secretHelp"),
        fields: [
          {
            ...{ key: "region", label: t("provider.region"), placeholder: "eu-central-1" },
            missing: t("provider.regionMissing"),
          },
          {
            ...{ key: "accessKeyId", label: t("provider.ses.accessKeyId") },
            ...{ placeholder: "AKIAIOSFODNN7EXAMPLE", missing: t("provider.ses.accessKeyIdMissing") },
          },
          { key: "configurationSet", label: t("provider.ses.configurationSet"), optional: true },
        ],
      };
    case "resend":
      return { secret: t("provider.apiKey"), secretHelp: t("provider.resend.secretHelp"), fields: [] };
    case "postmark":
      return {
        secret: t("provider.postmark.secret"),
        secretHelp: t("provider.postmark.secretHelp"),
        fields: [
          {
            ...{ key: "broadcastStream", label: t("provider.postmark.broadcastStream") },
            help: t("provider.postmark.broadcastStreamHelp"),
            missing: t("provider.postmark.broadcastStreamMissing"),
          },
          {
            ...{ key: "stream", label: t("provider.postmark.stream") },
            missing: t("provider.postmark.streamMissing"),
          },
        ],
      };
    case "sendgrid":
      return {
        secret: t("provider.apiKey"),
        secretHelp: t("provider.sendgrid.secretHelp"),
        fields: [regionField("global", t)],
      };
    case "mailgun":
      return {
        secret: t("provider.mailgun.secret"),
        secretHelp: t("provider.mailgun.secretHelp"),
        fields: [
          {
            ...{ key: "domain", label: t("provider.mailgun.domain"), placeholder: "mg.example.com" },
            missing: t("provider.mailgun.domainMissing"),
          },
          regionField("us", t),
        ],
      };
  }
}

/** The region outside Europe, or Europe. */
function regionField(usual: "global" | "us", t: SettingsWords): ProviderField {
  return {
    ...{ key: "region", label: t("provider.region") },
    options: ([usual, "eu"] as const).map((value) => ({ value, label: t(`provider.${value}`) })),
  };
}

/** The settings of a service as they are shown first: those that are stored, else the usual ones. */
export function initialFields(provider: Provider, stored: Senders["provider"]): Record<string, string> {
  const known: Record<string, string> = stored?.service === provider ? stored.fields : {};
  return Object.fromEntries(
    Object.entries(INITIAL_FIELDS[provider]).map(([key, initial]) => [key, known[key] ?? initial]),
  );
}

/** What is missing, by field. */
export function missingIn(
  provider: Provider,
  draft: { fields: Record<string, string>; secret: string; from: string },
  hasSecret: boolean,
  t: SettingsWords,
): Record<string, string> {
  const { secret, fields } = providerWords(provider, t);
  const missing = fields.flatMap(({ key, missing }) =>
    missing !== undefined && (draft.fields[key] ?? "").trim() === "" ? [[key, missing] as const] : [],
  );
  return {
    ...Object.fromEntries(missing),
    ...(draft.secret.trim() === "" &&
      !hasSecret && { secret: t("provider.secretMissing", { name: secret }) }),
    ...(!/[^\s@<>]+@[^\s@<>]+/.test(draft.from) && { from: t("enterEmail") }),
  };
}
