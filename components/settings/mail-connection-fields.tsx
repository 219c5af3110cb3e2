import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select, type SelectOption } from "#components/ui/select.tsx";

/** How a mail server is reached, as it is being typed. */
export interface MailConnectionDraft<Encryption extends string> {
  host: string;
  port: string;
  encryption: Encryption;
  user: string;
  password: string;
}

/** A way to reach it. */
export type EncryptionOption<Encryption extends string> = SelectOption & { value: Encryption };

type Props<Encryption extends string> = {
  /** What the server is called here, and an example of one. */
  server: { label: string; example: string };
  options: EncryptionOption<Encryption>[];
  /** The port that providers use with each; it follows the choice. */
  ports: Record<Encryption, string>;
  /** Without a user and a password nobody gets in. */
  needsLogin: boolean;
  /** A password is kept, and stays when none is typed. */
  hasPassword: boolean;
  draft: MailConnectionDraft<Encryption>;
  errors: Partial<Record<keyof MailConnectionDraft<Encryption>, string>>;
  onChange(part: Partial<MailConnectionDraft<Encryption>>): void;
};

/** From the server to the password: what every connection to a mail server is asked for. */
export function MailConnectionFields<Encryption extends string>(props: Props<Encryption>) {
  const { server, options, ports, needsLogin, hasPassword, draft, errors, onChange } = props;
  const t = useTranslations("settings");
  return (
    <>
      <Field label={server.label} error={errors.host} required>
        <Input
          value={draft.host}
          placeholder={server.example}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ host: event.target.value })}
        />
      </Field>
      <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_8rem]">
        <Field label={t("mailServer.encryption")}>
          <Select
            options={options}
            value={draft.encryption}
            onValueChange={(value) => {
              const encryption = options.find((option) => option.value === value)?.value;
              if (encryption) onChange({ encryption, port: ports[encryption] });
            }}
          />
        </Field>
        <Field label={t("mailServer.port")} error={errors.port}>
          <Input
            inputMode="numeric"
            value={draft.port}
            onChange={(event) => onChange({ port: event.target.value })}
          />
        </Field>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label={t("mailServer.user")} error={errors.user} optional={!needsLogin} required={needsLogin}>
          <Input
            value={draft.user}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange({ user: event.target.value })}
          />
        </Field>
        <Field
          label={t("mailServer.password")}
          error={errors.password}
          optional={!needsLogin}
          help={hasPassword ? t("keepStored") : undefined}
        >
          <Input
            type="password"
            value={draft.password}
            autoComplete="new-password"
            placeholder={hasPassword ? "••••••••" : undefined}
            onChange={(event) => onChange({ password: event.target.value })}
          />
        </Field>
      </div>
    </>
  );
}
