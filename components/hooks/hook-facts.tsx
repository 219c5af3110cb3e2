import { Fact, Facts } from "#components/settings/facts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Hook } from "./outputs.ts";
import { SCHEME_WORDS } from "./scheme-words.ts";

/** How a hook is set up, for those who may not change it. */
export function HookFacts({ hook }: { hook: Hook }) {
  const { personKind, personPath, eventPath, eventNames, eventName, scheme } = hook;
  const person = personKind === "email" ? "Their email address" : "Their customer number";
  return (
    <Card>
      <CardHeader title="How it is set up" />
      <CardBody>
        <Facts>
          <Fact name="Who may send">{SCHEME_WORDS[scheme].summary}</Fact>
          <Fact name="Who it is about">
            {personPath === "" ? (
              "Not chosen yet"
            ) : (
              <>
                {person} in <Code>{personPath}</Code>
              </>
            )}
          </Fact>
          <Fact name="Event">
            {eventPath === null ? (
              `“${eventName}”`
            ) : (
              <>
                By what stands in <Code>{eventPath}</Code>
              </>
            )}
          </Fact>
        </Facts>
        {eventPath !== null && <EventNames names={eventNames ?? {}} own={eventName} />}
      </CardBody>
    </Card>
  );
}

function EventNames({ names, own }: { names: Record<string, string>; own: string }) {
  const { "*": others = own, ...rows } = names;
  return (
    <ul aria-label="Events by value" className="mt-3 flex flex-col gap-1 text-sm [overflow-wrap:anywhere]">
      {Object.entries(rows).map(([value, name]) => (
        <li key={value}>
          <Code>{value}</Code> {name === "" ? "is left out" : `becomes “${name}”`}
        </li>
      ))}
      <li>All others {others === "" ? "are left out" : `become “${others}”`}</li>
    </ul>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{children}</code>;
}
