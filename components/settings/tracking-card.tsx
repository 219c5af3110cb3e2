"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useApi } from "#components/api.ts";
import type { Settings } from "#components/shell/outputs.ts";
import { useMay } from "#components/shell/session.tsx";
import { showError } from "#components/shell/show-error.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardFooter, CardHeader } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.ts";

const SOURCE_MAX_CHARS = 60;
const ORDER_DAYS_MAX = 30;

/** Whether this shop notes who opens and clicks, and what it tells its own statistics. */
export function TrackingCard({
  tracking,
  reachable,
}: {
  tracking: Settings["tracking"];
  reachable: boolean;
}) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useMay("owner");
  const [draft, setDraft] = useState({ ...tracking, orderDays: String(tracking.orderDays) });
  const [checked, setChecked] = useState(false);
  const orderDays = Number(draft.orderDays);
  const oddDays = !Number.isInteger(orderDays) || orderDays < 1 || orderDays > ORDER_DAYS_MAX;
  const unnamed = draft.utm && draft.utmSource.trim() === "";
  const save = useMutation(
    api.settings.saveTracking.mutationOptions({
      onSuccess: async () => {
        toast.success("Opens and clicks are saved");
        await queryClient.invalidateQueries(api.settings.get.queryFilter());
      },
      onError: showError,
    }),
  );

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    // A name that is not used must not keep the rest from being saved.
    const utmSource = draft.utmSource.trim() || tracking.utmSource;
    if (!unnamed && !oddDays && !save.isPending) save.mutate({ ...draft, utmSource, orderDays });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Card>
        <CardHeader
          title="Opens and clicks"
          description="Holds for what is sent from now on. A workflow or a profile can be left out on its own page."
        />
        <CardBody>
          <fieldset disabled={!isOwner} className="flex max-w-xl min-w-0 flex-col gap-5">
            <Switch
              label="Note who opens and clicks"
              help="Links in emails and notifications lead through this server, and emails end with an invisible picture. Links in text and WhatsApp messages stay short, so clicks in them are not noted. In some countries your customers must agree to this, or be told of it."
              checked={draft.on}
              onCheckedChange={(on) => setDraft({ ...draft, on })}
            />
            {draft.on && !reachable && (
              <p className="text-sm text-muted">
                Links are not changed yet: this server has no address that your customers can reach.
              </p>
            )}
            <Switch
              label="Tell your shop’s statistics where visits come from"
              help="Adds utm_source, utm_medium and utm_campaign, the name of the workflow, to links that have none of their own. In text messages, that makes them longer."
              checked={draft.utm}
              onCheckedChange={(utm) => setDraft({ ...draft, utm })}
            />
            {draft.utm && (
              <Field
                label="Source"
                help="How your statistics call these visits."
                error={checked && unnamed ? "Enter a name" : undefined}
                className="max-w-xs"
              >
                <Input
                  value={draft.utmSource}
                  maxLength={SOURCE_MAX_CHARS}
                  onChange={(event) => setDraft({ ...draft, utmSource: event.target.value })}
                />
              </Field>
            )}
            <Field
              label="Days in which an order follows on a message"
              help="On the runs page of a workflow, orders are counted that came at most so long after a message or a click."
              error={checked && oddDays ? `Enter a whole number from 1 to ${ORDER_DAYS_MAX}` : undefined}
              className="max-w-xs"
            >
              <Input
                type="number"
                min={1}
                max={ORDER_DAYS_MAX}
                value={draft.orderDays}
                onChange={(event) => setDraft({ ...draft, orderDays: event.target.value })}
              />
            </Field>
          </fieldset>
        </CardBody>
        {isOwner && (
          <CardFooter>
            <Button type="submit" variant="primary" loading={save.isPending}>
              Save changes
            </Button>
          </CardFooter>
        )}
      </Card>
    </form>
  );
}
