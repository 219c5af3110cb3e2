"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { NAME_MAX_CHARS } from "./name-limit.ts";

type Props = {
  title: string;
  description?: string;
  /** What the name starts as. */
  name: string;
  placeholder?: string;
  submitLabel: string;
  pending: boolean;
  failure?: string;
  /** Something beside the name that has to be there first. */
  ready?: boolean;
  onSubmit(name: string): void;
  onClose(): void;
  children?: ReactNode;
};

/** A dialog that asks for a workflow's name. */
export function NameForm(props: Props) {
  const { title, description, placeholder, submitLabel, pending, failure, ready = true, children } = props;
  const t = useTranslations("workflows.nameForm");
  const common = useTranslations("ui.common");
  const [name, setName] = useState(props.name);
  const formId = useId();
  const given = name.trim();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={props.onClose}>{common("cancel")}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            loading={pending}
            disabled={!ready || given === ""}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && given !== "" && !pending) props.onSubmit(given);
        }}
      >
        {children}
        <Field label={t("name")}>
          <Input
            value={name}
            maxLength={NAME_MAX_CHARS}
            placeholder={placeholder}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        {failure && (
          <Banner tone="danger" role="alert">
            {failure}
          </Banner>
        )}
      </form>
    </Dialog>
  );
}
