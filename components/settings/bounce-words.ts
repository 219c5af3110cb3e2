import type { Provider } from "./provider-words.ts";

interface BounceWords {
  /** What to do at the service, in order. */
  steps: string[];
  /** What the service calls that by which it signs; absent where there is nothing to enter. */
  key?: { label: string; help: string };
}

/** How each sending service is told to report what came back, as its own pages call things. */
export const BOUNCE_WORDS: Record<Provider, BounceWords> = {
  ses: {
    steps: [
      "In Amazon SNS, in the same region, create a topic of the type “Standard”.",
      "Add a subscription to it: protocol HTTPS, the address above as the endpoint, “raw message delivery” off. It is confirmed by itself within a minute.",
      "In Amazon SES, open your domain under “Identities”, then “Notifications”, and choose the topic for bounces and for complaints.",
      "Tick “Include original email headers” for both: without them nobody can tell which email came back.",
    ],
  },
  postmark: {
    steps: [
      "Open your server at Postmark and a message stream in it, then “Webhooks”. Do the same for each stream that you send by.",
      "Add a webhook with the address above, and choose “Bounce” and “Spam complaint”.",
    ],
  },
  sendgrid: {
    steps: [
      "At SendGrid, open Settings, then “Mail Settings”, then “Event Webhooks”, and create one.",
      "Enter the address above as the “Post URL”, and choose “Bounced”, “Dropped” and “Spam Reports”.",
      "Switch on “Signed Event Webhook” and enter its verification key below.",
    ],
    key: {
      label: "Verification key",
      help: "Shown by SendGrid once “Signed Event Webhook” is on.",
    },
  },
  mailgun: {
    steps: [
      "At Mailgun, open “Sending”, then “Webhooks”, and choose your sending domain.",
      "Add the address above for “Permanent Failure” and for “Spam Complaints”.",
      "Enter the “HTTP webhook signing key” below. It stands on the same page.",
    ],
    key: { label: "HTTP webhook signing key", help: "Not the API key." },
  },
  resend: {
    steps: [
      "At Resend, open “Webhooks” and add one.",
      "Enter the address above as the endpoint, and choose “email.bounced” and “email.complained”.",
      "Enter the webhook’s signing secret below.",
    ],
    key: { label: "Signing secret", help: "Begins with whsec_." },
  },
};
