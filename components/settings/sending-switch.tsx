"use client";

import { useTranslations } from "next-intl";
import { useMay } from "#components/shell/session.tsx";
import { useSetSending } from "#components/shell/use-set-sending.ts";
import { Card, CardBody } from "#components/ui/card.tsx";
import { Switch } from "#components/ui/switch.tsx";

/** The one switch that stops everything from going out. */
export function SendingSwitch({ off }: { off: boolean }) {
  const t = useTranslations("settings");
  const isOwner = useMay("owner");
  const setSending = useSetSending();
  // While it is being saved the switch already stands where it was put.
  const shownOff = setSending.isPending ? setSending.variables.off : off;
  return (
    <Card>
      <CardBody>
        <Switch
          label={t("sending.switch")}
          help={t("sending.switchHelp")}
          checked={!shownOff}
          disabled={!isOwner || setSending.isPending}
          onCheckedChange={(on) => setSending.mutate({ off: !on })}
        />
      </CardBody>
    </Card>
  );
}
