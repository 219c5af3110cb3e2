import { Card, CardBody } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** A card with a form that is loading. */
export function FormSkeleton({ fields = 3 }: { fields?: number }) {
  return (
    <Card>
      <CardBody className="flex flex-col gap-5">
        {Array.from({ length: fields }, (_, field) => (
          // The shapes are all alike and never move.
          <div key={`field-${field + 1}`}>
            <Skeleton className="w-28" />
            <Skeleton className="mt-2 h-10 w-full max-w-md" />
          </div>
        ))}
      </CardBody>
    </Card>
  );
}
