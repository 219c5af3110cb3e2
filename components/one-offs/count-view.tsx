import type { Channel } from "#components/messages/message-words.ts";
import { wordCount, wordPeople } from "./one-off-words.ts";
import type { OneOffCount } from "./outputs.ts";

/** Why a channel does not reach somebody at all. */
const WITHOUT: Record<Channel, string> = {
  email: "No email address",
  "web-push": "No browser that allows it",
  sms: "No phone number",
  whatsapp: "No phone number",
  "in-app": "Not known to your pages",
  webhook: "No address",
};

type Props = {
  count: Pick<OneOffCount, "people" | "willGet" | "notConsented" | "suppressed" | "withoutAddress">;
  channel: Channel | null;
};

/** How many people would get the message, and why the others would not. */
export function CountView({ count, channel }: Props) {
  const { people, willGet, notConsented, suppressed, withoutAddress } = count;
  const reasons: [name: string, count: number][] = [
    ["Did not agree, or left", notConsented],
    [channel === null ? "No address" : WITHOUT[channel], withoutAddress],
    ["Came back, or was reported as spam", suppressed],
  ];
  return (
    <div className="max-w-2xl rounded-md border bg-raised px-4 py-3 text-sm">
      <p data-figures>
        <strong className="text-base">{wordPeople(willGet)}</strong> would get it
        {people !== willGet && `, of ${wordCount(people)} it is meant for`}.
      </p>
      {people !== willGet && (
        <dl className="mt-2 flex flex-col gap-1">
          {reasons
            .filter(([, number]) => number > 0)
            .map(([name, number]) => (
              <div key={name} className="flex items-baseline gap-2">
                <dt className="min-w-0 text-muted">{name}</dt>
                <dd data-figures className="font-medium">
                  {wordCount(number)}
                </dd>
              </div>
            ))}
        </dl>
      )}
      <p className="mt-2 text-muted">
        As things stand now. Limits on how often one person hears of you may leave out a few more.
      </p>
    </div>
  );
}
