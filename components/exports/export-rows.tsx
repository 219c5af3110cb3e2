"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { type ExportFile, FILE_WORDS, wordRows } from "./file-words.ts";
import { useDownload } from "./use-download.ts";

const FORMAT_WORDS = { csv: "CSV", jsonl: "JSON", json: "JSON" } as const;

/** What can be downloaded, each with how much it is. */
export function ExportRows({ files }: { files: readonly ExportFile[] }) {
  return (
    <ul aria-label="Files to download" className="divide-y divide-line">
      {files.map((file) => (
        <Row key={file.file} file={file} />
      ))}
    </ul>
  );
}

function Row({ file }: { file: ExportFile }) {
  const { label, says, formats } = FILE_WORDS[file.file];
  return (
    <li className="flex flex-col gap-3 px-5 py-4 sm:flex-row sm:items-center sm:justify-between sm:gap-6">
      <div className="min-w-0 text-sm">
        <p className="text-[0.9375rem] font-medium">{label}</p>
        <p className="mt-0.5 text-muted">{says}</p>
        <p data-figures className="mt-0.5 text-muted">
          {file.rows === 0 ? "Nothing yet" : wordRows(file)}
        </p>
      </div>
      <div className="flex shrink-0 gap-2">
        {formats.map((format) => (
          <DownloadButton
            key={format}
            path={`/exports/${file.file}.${format}`}
            label={label}
            format={FORMAT_WORDS[format]}
            disabled={file.rows === 0}
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
  const download = useDownload();
  return (
    <Button
      size="sm"
      icon={<Download />}
      disabled={disabled}
      loading={download.isPending}
      aria-label={`Download ${label.toLowerCase()} as ${format}`}
      onClick={() => download.mutate(path)}
    >
      {download.isPending ? "Being prepared" : format}
    </Button>
  );
}
