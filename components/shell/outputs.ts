import type { inferRouterOutputs } from "@trpc/server";
import type { ApiRouter } from "#components/api.ts";

type Outputs = inferRouterOutputs<ApiRouter>;

/** What the API answers, by its nouns. */
export type ProfileRow = Outputs["profiles"]["list"]["profiles"][number];
export type Profile = Outputs["profiles"]["get"];
export type TimelineItem = Outputs["profiles"]["timeline"]["items"][number];
export type MessageRow = Outputs["messages"]["list"]["messages"][number];
export type Message = Outputs["messages"]["get"];
export type Settings = Outputs["settings"]["get"];
/** How emails leave, and from whom. */
export type Senders = Outputs["senders"]["get"];
/** How the shop hears of emails that came back. */
export type BounceSettings = Outputs["bounces"]["get"];
export type BounceMailbox = Outputs["bounces"]["mailbox"];
/** What text messages and WhatsApp messages leave by. */
export type Texting = Outputs["texting"]["get"];
export type Sender = Senders["identities"][number];
export type Overview = Outputs["overview"]["get"];
export type People = Outputs["people"]["list"];
export type ApiKey = Outputs["apiKeys"]["list"]["keys"][number];
export type Health = Outputs["health"]["get"];
export type Alert = Outputs["alerts"]["list"][number];
export type DomainReport = Outputs["domainCheck"]["read"]["domains"][number];
export type DomainFinding = DomainReport["findings"][number];
export type Topic = Outputs["topics"]["list"]["topics"][number];
