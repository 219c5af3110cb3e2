"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useId, useState } from "react";
import { useApi } from "#components/api.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { SECRET_NAME } from "#workflows/secret-references.ts";

const NAME_MAX_CHARS = 60;
const VALUE_MIN_CHARS = 4;
const VALUE_MAX_CHARS = 2_000;

/** Takes a new secret, or another value for the one of a name. */
export function SecretDialog({ replacing, onClose }: { replacing: string | null; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const formId = useId();
  const [name, setName] = useState(replacing ?? "");
  const [value, setValue] = useState("");
  const [submitted, setSubmitted] = useState(false);
  const done = {
    onSuccess: async () => {
      toast.success(replacing ? `“${replacing}” has its new value` : `The secret “${name}” is added`);
      await queries.invalidateQueries(api.secrets.list.queryFilter());
      onClose();
    },
  };
  const create = useMutation(api.secrets.create.mutationOptions(done));
  const replace = useMutation(api.secrets.replace.mutationOptions(done));
  const save = replacing ? replace : create;
  const badName = !SECRET_NAME.test(name);
  const badValue = value.trim().length < VALUE_MIN_CHARS;

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    setSubmitted(true);
    if (!badName && !badValue && !save.isPending) save.mutate({ name, value });
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={replacing ? `Replace “${replacing}”` : "Add secret"}
      description={
        replacing
          ? "Calls use the new value from now on. The old one is lost."
          : "Its value is not shown again."
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" loading={save.isPending}>
            {replacing ? "Replace value" : "Add secret"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
        {!replacing && (
          <Field
            label="Name"
            help={`Written into a step as {{ secrets.${badName ? "NAME" : name} }}.`}
            error={submitted && badName ? "Use letters, digits and _, and begin with a letter" : undefined}
            required
          >
            <Input
              value={name}
              maxLength={NAME_MAX_CHARS}
              placeholder="CRM_TOKEN"
              autoComplete="off"
              className="font-mono"
              onChange={(event) => setName(event.target.value.trim())}
            />
          </Field>
        )}
        <Field
          label="Value"
          help="One line. The word before it, such as “Bearer”, belongs into the step."
          error={submitted && badValue ? `Use at least ${VALUE_MIN_CHARS} characters` : undefined}
          required
        >
          <Input
            type="password"
            value={value}
            maxLength={VALUE_MAX_CHARS}
            autoComplete="off"
            className="font-mono"
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
        {save.error && (
          <Banner tone="danger" role="alert">
            {save.error.message}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
