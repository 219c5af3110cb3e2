"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { type ControlProps, type FieldProblem, problemAt, problemsUnder, textOf } from "../control.ts";
import { newId } from "../new-id.ts";
import { newLeaf, readGroup, writeGroup } from "../rules/rule-draft.ts";
import { RuleGroup } from "../rules/rule-group.tsx";
import { ControlGroup } from "./control-group.tsx";

/** As stored: the id names the port, so it stays when the path is renamed. */
type Path = { id: string; label?: unknown; condition?: unknown };

/** The paths of a branch, tried from top to bottom. */
export function ConditionPathsControl({ field, value, problems, onChange }: ControlProps) {
  const t = useTranslations("config-form.paths");
  const paths = readPaths(value);
  const whole = problems.find((problem) => problem.path === "")?.message;
  return (
    <ControlGroup label={field.label} help={field.help} error={whole}>
      <ol className="flex flex-col gap-3">
        {paths.map((path, index) => (
          <li key={path.id}>
            <PathEditor
              path={path}
              number={index + 1}
              last={index === paths.length - 1}
              problems={problemsUnder(problems, String(index))}
              onChange={(next) => onChange(paths.with(index, next))}
              onMove={(by) => onChange(paths.toSpliced(index, 1).toSpliced(index + by, 0, path))}
              onRemove={() => onChange(paths.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ol>
      <Button
        icon={<Plus />}
        className="mt-1 self-start"
        onClick={() =>
          onChange([...paths, { id: newId("path"), label: "", condition: newLeaf("attribute") }])
        }
      >
        {t("add")}
      </Button>
      <p className="text-sm text-muted">{t("otherwise")}</p>
    </ControlGroup>
  );
}

type PathProps = {
  path: Path;
  number: number;
  last: boolean;
  problems: FieldProblem[];
  onChange(path: Path): void;
  onMove(by: 1 | -1): void;
  onRemove(): void;
};

function PathEditor({ path, number, last, problems, onChange, onMove, onRemove }: PathProps) {
  const t = useTranslations("config-form.paths");
  const group = readGroup(path.condition);
  return (
    <fieldset className="min-w-0 rounded-lg border p-3">
      <legend className="sr-only">{t("path", { number })}</legend>
      <div className="mb-2.5 flex items-end gap-1">
        <Field label={t("name", { number })} error={problemAt(problems, "label")} className="flex-1">
          <Input
            value={textOf(path.label)}
            placeholder={t("placeholder")}
            onChange={(event) => onChange({ ...path, label: event.target.value })}
          />
        </Field>
      </div>
      <RuleGroup
        group={group}
        depth={0}
        problems={problemsUnder(problems, "condition")}
        onChange={(next) => onChange({ ...path, condition: writeGroup(next) })}
      />
      <div className="mt-2 flex justify-end gap-1 border-t pt-2 text-muted">
        <IconButton size="sm" label={t("up", { number })} disabled={number === 1} onClick={() => onMove(-1)}>
          <ArrowUp />
        </IconButton>
        <IconButton size="sm" label={t("down", { number })} disabled={last} onClick={() => onMove(1)}>
          <ArrowDown />
        </IconButton>
        <IconButton size="sm" label={t("remove", { number })} onClick={onRemove}>
          <Trash2 />
        </IconButton>
      </div>
    </fieldset>
  );
}

function readPaths(value: unknown): Path[] {
  if (!Array.isArray(value)) return [];
  return value.filter((path): path is Path => typeof path?.id === "string");
}
