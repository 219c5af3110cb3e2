"use client";

import { Download, Image } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { Chart } from "#components/charts/chart.ts";
import { ChartView } from "#components/charts/chart-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { PeopleSheet } from "./people-sheet.tsx";
import type { Opened, Report, ReportTable } from "./report.ts";
import { ReportFigures } from "./report-figures.tsx";
import { ReportTableView } from "./report-table.tsx";
import { useFiles } from "./use-files.ts";

type Props = {
  /** What the metric is called; its files are named by it. */
  name: string;
  report: Report;
  /** What the star means here; nothing is said where nothing is unfinished. */
  starMeans: string;
  /** When they were counted, in words. */
  counted: string;
};

/** A report with everything that can be done with it. */
export function ReportView({ name, report, starMeans, counted }: Props) {
  const t = useTranslations("retention.report");
  const files = useFiles();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = (next: Opened) => {
    setOpened(next);
    setIsOpen(true);
  };
  const isUnfinished =
    report.charts.some(({ series }) =>
      series.some(({ points }) => points.some((point) => point.unfinished)),
    ) || report.tables.some(({ rows }) => rows.some(({ cells }) => cells.some((cell) => cell.unfinished)));
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <ReportFigures figures={report.figures} onOpen={open} />
      {report.charts.map((chart) => (
        <ChartCard key={chart.label} chart={chart} onOpen={open} />
      ))}
      {report.notes?.map((note) => (
        <p key={note} className="text-sm text-muted">
          {note}
        </p>
      ))}
      {isUnfinished && <p className="text-sm text-muted">{t("star", { means: starMeans })}</p>}
      {report.tables.map((table) => (
        <TableCard key={table.label} table={table} onOpen={open} />
      ))}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">{counted}</p>
        <Button icon={<Download />} onClick={() => files.saveCsv(name, report.csv)}>
          {t("csv")}
        </Button>
      </div>
      {opened && <PeopleSheet key={opened.title} opened={opened} open={isOpen} onOpenChange={setIsOpen} />}
    </div>
  );
}

function ChartCard({ chart, onOpen }: { chart: Chart<Opened>; onOpen: (opened: Opened) => void }) {
  const picture = useRef<SVGSVGElement>(null);
  const files = useFiles();
  return (
    <Card>
      <CardHeader
        title={chart.label}
        actions={
          <PictureButton
            label={chart.label}
            onPress={() => picture.current && void files.saveChart(picture.current, chart)}
          />
        }
      />
      <CardBody>
        <ChartView chart={chart} onOpen={onOpen} picture={picture} />
      </CardBody>
    </Card>
  );
}

function TableCard({ table, onOpen }: { table: ReportTable; onOpen: (opened: Opened) => void }) {
  const frame = useRef<HTMLDivElement>(null);
  const files = useFiles();
  const hasColours = table.rows.some(({ cells }) => cells.some(({ heat }) => heat !== undefined));
  return (
    <Card>
      <CardHeader
        className="px-5 pt-4.5 pb-3"
        title={table.label}
        actions={
          hasColours && (
            <PictureButton
              label={table.label}
              onPress={() => frame.current && void files.saveTable(table, frame.current)}
            />
          )
        }
      />
      <div ref={frame} className="rounded-b-[inherit]">
        <ReportTableView table={table} onOpen={onOpen} />
      </div>
    </Card>
  );
}

function PictureButton({ label, onPress }: { label: string; onPress: () => void }) {
  const t = useTranslations("retention.report");
  return (
    <Button size="sm" variant="ghost" icon={<Image />} aria-label={t("pngOf", { label })} onClick={onPress}>
      {t("png")}
    </Button>
  );
}
