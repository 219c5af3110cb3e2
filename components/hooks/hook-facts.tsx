import { useTranslations } from "next-intl";
import { Fact, Facts } from "#components/settings/facts.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import type { Hook } from "./outputs.ts";

/** How a hook is set up, for those who may not change it. */
export function HookFacts({ hook }: { hook: Hook }) {
  const t = useTranslations("hooks");
  const { personKind, personPath, eventPath, eventNames, eventName, scheme } = hook;

  return (
    <Card>
      <CardHeader title={t("facts.title")} />
      <CardBody>
        <Facts>
          <Fact name={t("facts.sender")}>{t(`scheme.${scheme}.summary`)}</Fact>
          <Fact name={t("facts.person")}>
            {personPath === ""
              ? t("facts.notChosen")
              : t.rich("facts.personIn", { kind: personKind, path: () => <Code>{personPath}</Code> })}
          </Fact>
          <Fact name={t("facts.event")}>
            {eventPath === null
              ? t("facts.oneEvent", { event: eventName })
              : t.rich("facts.byField", { path: () => <Code>{eventPath}</Code> })}
          </Fact>
        </Facts>
        {eventPath !== null && <EventNames names={eventNames ?? {}} own={eventName} />}
      </CardBody>
    </Card>
  );
}

function EventNames({ names, own }: { names: Record<string, string>; own: string }) {
  const t = useTranslations("hooks");
  const { "*": others = own, ...rows } = names;
  return (
    <ul
      aria-label={t("eventNames.byValue")}
      className="mt-3 flex flex-col gap-1 text-sm [overflow-wrap:anywhere]"
    >
      {Object.entries(rows).map(([value, name]) => (
        <li key={value}>
          {t.rich(name === "" ? "facts.leftOut" : "facts.becomes", {
            event: name,
            value: () => <Code>{value}</Code>,
          })}
        </li>
      ))}
      <li>{t(others === "" ? "facts.othersLeftOut" : "facts.othersBecome", { event: others })}</li>
    </ul>
  );
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-[0.8125rem] [overflow-wrap:anywhere]">{children}</code>;
}
