"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { type ExportFile, FILE_FORMATS } from "./export-files.ts";
import { useDownload } from "./use-download.ts";

const FORMAT_WORDS = { csv: "CSV", jsonl: "JSON", json: "JSON" } as const;

/** What can be downloaded, each with how much it is. */
export function ExportRows({ files }: { files: readonly ExportFile[] }) {
  const t = useTranslations("exports.rows");
  return (
    <ul aria-label={t("label")} className="divide-y divide-line">
      {files.map((file) => (
        <Row key={file.file} file={file} />
      ))}
    </ul>
  );
}

function Row({ file }: { file: ExportFile }) {
  const t = useTranslations("exports");
  const { file: name, rows } = file;
  return (
    <li className="flex flex-col gap-3 px-5 py-4 sm:flex-row sm:items-center sm:justify-between sm:gap-6">
      <div className="min-w-0 text-sm">
        <p className="text-[0.9375rem] font-medium">{t(`file.${name}.label`)}</p>
        <p className="mt-0.5 text-muted">{t(`file.${name}.says`)}</p>
        <p data-figures className="mt-0.5 text-muted">
          {rows === 0 ? t("rows.none") : t(`file.${name}.rows`, { count: rows })}
        </p>
      </div>
      <div className="flex shrink-0 gap-2">
        {FILE_FORMATS[name].map((format) => (
          <DownloadButton
            key={format}
            path={`/exports/${name}.${format}`}
            label={t(`file.${name}.download`, { format: FORMAT_WORDS[format] })}
            format={FORMAT_WORDS[format]}
            disabled={rows === 0}
          />
        ))}
      </div>
    </li>
  );
}

function DownloadButton({
  path,
  label,
  format,
  disabled,
}: {
  path: string;
  label: string;
  format: string;
  disabled: boolean;
}) {
  const t = useTranslations("exports.rows");
  const download = useDownload();
  return (
    <Button
      size="sm"
      icon={<Download />}
      disabled={disabled}
      loading={download.isPending}
      aria-label={label}
      onClick={() => download.mutate(path)}
    >
      {download.isPending ? t("preparing") : format}
    </Button>
  );
}
