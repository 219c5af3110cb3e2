import type { Senders } from "#components/shell/outputs.ts";

export type Provider = Exclude<Senders["service"], "smtp" | null>;

interface ProviderField {
  key: string;
  label: string;
  placeholder?: string;
  help?: string;
  optional?: boolean;
  /** One of these, instead of any text. */
  options?: { value: string; label: string }[];
  /** What it is before anybody says otherwise. */
  initial: string;
}

interface ProviderWords {
  label: string;
  /** What the service calls the key. */
  secret: string;
  secretHelp: string;
  fields: ProviderField[];
}

/** Each sending service as its own pages call things. */
export const PROVIDER_WORDS: Record<Provider, ProviderWords> = {
  ses: {
    label: "Amazon SES",
    secret: "Secret access key",
    secretHelp: "Of a user who may do ses:SendEmail and ses:SendRawEmail.",
    fields: [
      { key: "region", label: "Region", placeholder: "eu-central-1", initial: "" },
      { key: "accessKeyId", label: "Access key ID", placeholder: "AKIAIOSFODNN7EXAMPLE", initial: "" },
      { key: "configurationSet", label: "Configuration set", optional: true, initial: "" },
    ],
  },
  resend: {
    label: "Resend",
    secret: "API key",
    secretHelp: "“Sending access” is enough.",
    fields: [],
  },
  postmark: {
    label: "Postmark",
    secret: "Server API token",
    secretHelp: "On the API Tokens page of your server there.",
    fields: [
      {
        key: "broadcastStream",
        label: "Stream for marketing",
        help: "A stream of the kind “Broadcast”.",
        initial: "broadcast",
      },
      { key: "stream", label: "Stream for transactional emails", initial: "outbound" },
    ],
  },
  sendgrid: {
    label: "SendGrid",
    secret: "API key",
    secretHelp: "It needs the permission “Mail Send”.",
    fields: [
      {
        key: "region",
        label: "Region",
        options: [
          { value: "global", label: "Global" },
          { value: "eu", label: "European Union" },
        ],
        initial: "global",
      },
    ],
  },
  mailgun: {
    label: "Mailgun",
    secret: "Sending key",
    secretHelp: "The sending key of the domain, or an API key.",
    fields: [
      { key: "domain", label: "Sending domain", placeholder: "mg.example.com", initial: "" },
      {
        key: "region",
        label: "Region",
        options: [
          { value: "us", label: "United States" },
          { value: "eu", label: "European Union" },
        ],
        initial: "us",
      },
    ],
  },
};

export const PROVIDERS = Object.keys(PROVIDER_WORDS) as Provider[];

export const SERVICE_OPTIONS = [
  { value: "smtp", label: "A mail server", description: "By SMTP, as nearly every provider offers it" },
  ...PROVIDERS.map((value) => ({ value, label: PROVIDER_WORDS[value].label })),
];

/** The settings of a service as they are shown first: those that are stored, else the usual ones. */
export function initialFields(provider: Provider, stored: Senders["provider"]): Record<string, string> {
  const known: Record<string, string> = stored?.service === provider ? stored.fields : {};
  return Object.fromEntries(
    PROVIDER_WORDS[provider].fields.map(({ key, initial }) => [key, known[key] ?? initial]),
  );
}

/** What is missing, by field. */
export function missingIn(
  provider: Provider,
  draft: { fields: Record<string, string>; secret: string; from: string },
  hasSecret: boolean,
): Record<string, string> {
  const { secret, fields } = PROVIDER_WORDS[provider];
  const empty = fields.filter(({ key, optional }) => !optional && (draft.fields[key] ?? "").trim() === "");
  return {
    ...Object.fromEntries(empty.map(({ key, label }) => [key, `Enter the ${label.toLowerCase()}`])),
    ...(draft.secret.trim() === "" && !hasSecret && { secret: `Enter the ${secret}` }),
    ...(!/[^\s@<>]+@[^\s@<>]+/.test(draft.from) && { from: "Enter an email address" }),
  };
}
