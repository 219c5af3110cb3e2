import type { ProviderName } from "#server/delivery/providers/config.ts";

/** A sending service, known by the name of its mail server or by what it is called in the settings. */
export interface Provider {
  name: string;
  /** What it asks its customers to put into their SPF record; null when it asks for nothing. */
  include: string | null;
  /**
   * Bounces go to an address of the provider's own domain, unless the customer sets up one: then SPF says nothing of
   * the customer's domain, and only a DKIM signature does.
   */
  ownReturnPath: boolean;
}

const PROVIDERS: readonly (Provider & { hosts: RegExp; service?: ProviderName })[] = [
  { name: "Google", hosts: /(^|\.)(gmail|google)\.com$/, include: "_spf.google.com", ownReturnPath: false },
  {
    name: "Microsoft 365",
    hosts: /(^|\.)office365\.com$|\.protection\.outlook\.com$/,
    include: "spf.protection.outlook.com",
    ownReturnPath: false,
  },
  {
    name: "Fastmail",
    hosts: /(^|\.)(fastmail|messagingengine)\.com$/,
    include: "spf.messagingengine.com",
    ownReturnPath: false,
  },
  { name: "Amazon SES", hosts: /(^|\.)amazonaws\.com$/, service: "ses", include: null, ownReturnPath: true },
  { name: "Resend", hosts: /(^|\.)resend\.com$/, service: "resend", include: null, ownReturnPath: true },
  {
    name: "Postmark",
    hosts: /(^|\.)(postmarkapp|mtasv)\.(com|net)$/,
    service: "postmark",
    include: null,
    ownReturnPath: true,
  },
  {
    name: "SendGrid",
    hosts: /(^|\.)sendgrid\.net$/,
    service: "sendgrid",
    include: null,
    ownReturnPath: true,
  },
  { name: "Mailgun", hosts: /(^|\.)mailgun\.org$/, service: "mailgun", include: null, ownReturnPath: true },
];

/** By what emails leave: a mail server's name, or a service that is called over HTTP; both null when by nothing. */
export interface Route {
  host: string | null;
  service: ProviderName | null;
}

/** Who sends; null when it is not one of the known. */
export function providerOf({ host, service }: Route): Provider | null {
  const name = host?.toLowerCase() ?? "";
  return PROVIDERS.find((one) => (service === null ? one.hosts.test(name) : one.service === service)) ?? null;
}

const FREE_MAIL = new Set([
  ...["gmail.com", "googlemail.com", "yahoo.com", "ymail.com", "aol.com", "outlook.com", "hotmail.com"],
  ...["live.com", "msn.com", "icloud.com", "me.com", "mac.com", "gmx.de", "gmx.net", "gmx.com", "web.de"],
  ...["mail.ru", "yandex.ru", "qq.com", "163.com", "126.com", "proton.me", "protonmail.com", "t-online.de"],
]);

/** Whether everybody can have an address there: nobody but its owner can publish records for it. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}
