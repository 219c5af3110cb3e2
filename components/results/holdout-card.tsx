"use client";

import { useTranslations } from "next-intl";
import { useSay } from "#components/say.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Phrase } from "#workflows/phrase.ts";
import type { HoldoutResult } from "./outputs.ts";
import { isSure, type ResultWords } from "./result-words.ts";

type Props = {
  holdout: HoldoutResult;
  /** What the split is called; undefined for one that only an earlier version has. */
  step: Phrase | undefined;
  days: number;
  /** The workflow has a goal. */
  goal: boolean;
  words: ResultWords;
};

/** People who went on at a split beside those who were held out, with the difference and how sure it is. */
export function HoldoutCard({ holdout, step, days, goal, words }: Props) {
  const t = useTranslations("results.holdout");
  const say = useSay();
  const { went, heldOut } = holdout;
  const sides = [
    { name: t("went"), side: went },
    { name: t("heldOut"), side: heldOut },
  ];
  const told = goal ? holdout.converted : holdout.buyers;
  const points = (value: number) => t("points", { value: words.points(value) });
  const perPerson = (side: HoldoutResult["went"]) =>
    side.people === 0 ? "–" : words.money(side.revenue / side.people);
  return (
    <Card>
      <CardHeader
        title={t("title")}
        description={t("description", { step: step ? say(step) : holdout.nodeId, days })}
      />
      <div className="border-t">
        <Table label={t("title")}>
          <TableHead>
            <TableHeader>{t("side")}</TableHeader>
            <TableHeader numeric>{t("people")}</TableHeader>
            {goal && <TableHeader numeric>{t("converted")}</TableHeader>}
            <TableHeader numeric>{t("buyers")}</TableHeader>
            <TableHeader numeric>{t("perPerson")}</TableHeader>
          </TableHead>
          <TableBody>
            {sides.map(({ name, side }) => (
              <TableRow key={name}>
                <TableCell>{name}</TableCell>
                <TableCell numeric>{words.count(side.people)}</TableCell>
                {goal && (
                  <TableCell numeric>
                    {words.count(side.converted)} ({words.share(side.converted, side.people)})
                  </TableCell>
                )}
                <TableCell numeric>
                  {words.count(side.buyers)} ({words.share(side.buyers, side.people)})
                </TableCell>
                <TableCell numeric>{perPerson(side)}</TableCell>
              </TableRow>
            ))}
            <TableRow className="font-medium">
              <TableCell>{t("difference")}</TableCell>
              <TableCell numeric />
              {goal && (
                <TableCell numeric>
                  <Ends difference={holdout.converted} word={points} />
                </TableCell>
              )}
              <TableCell numeric>
                <Ends difference={holdout.buyers} word={points} />
              </TableCell>
              <TableCell numeric>
                <Ends difference={holdout.revenue} word={words.moneyDifference} />
              </TableCell>
            </TableRow>
          </TableBody>
        </Table>
      </div>
      <CardBody className="text-sm text-muted">
        {told === null ? t("tooFew") : isSure(told) ? t("sure") : t("unsure")} {t("level")}
      </CardBody>
    </Card>
  );
}

function Ends({ difference, word }: { difference: HoldoutResult["converted"]; word(value: number): string }) {
  const t = useTranslations("results.holdout");
  if (difference === null) return t("tooFew");
  const { value, low, high } = difference;
  return t("interval", { value: word(value), low: word(low), high: word(high) });
}
