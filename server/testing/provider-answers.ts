import { providerConfig } from "#server/delivery/providers/config.ts";

/** Configurations and answers as the services document them, for tests. */
export const SECRET = "key-3ax6xnjp29jd6fds4gc373sgvjxteol0";

export const configs = {
  ses: providerConfig.parse({
    ...{ service: "ses", region: "eu-central-1", accessKeyId: "AKIAIOSFODNN7EXAMPLE", secret: SECRET },
    configurationSet: "shop",
  }),
  resend: providerConfig.parse({ service: "resend", secret: SECRET }),
  postmark: providerConfig.parse({ service: "postmark", secret: SECRET }),
  sendgrid: providerConfig.parse({ service: "sendgrid", secret: SECRET }),
  mailgun: providerConfig.parse({ service: "mailgun", secret: SECRET, domain: "mg.shop.example" }),
};
export type Name = keyof typeof configs;

export function amzn(type: string) {
  return { "x-amzn-errortype": type };
}
export function named(status: number, name: string) {
  return { status, body: JSON.stringify({ statusCode: status, name, message: "As documented" }) };
}
export function coded(status: number, ErrorCode: number) {
  return { status, body: JSON.stringify({ ErrorCode, Message: "As documented" }) };
}
export function errors(status: number, message: string) {
  return { status, body: JSON.stringify({ errors: [{ message, field: null, help: null }] }) };
}
