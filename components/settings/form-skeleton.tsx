import { Card, CardBody } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const LABEL_WIDTHS = ["w-28", "w-20", "w-32", "w-24", "w-36"];

/** A card with a form that is loading; at most five fields. */
export function FormSkeleton({ fields = 3 }: { fields?: number }) {
  return (
    <Card>
      <CardBody className="flex flex-col gap-5">
        {LABEL_WIDTHS.slice(0, fields).map((width) => (
          <div key={width}>
            <Skeleton className={width} />
            <Skeleton className="mt-2 h-10 w-full max-w-md" />
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
