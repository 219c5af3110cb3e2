import { Card, CardBody } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** The shape of a report that is loading. */
export function ReportSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {["w-2/3", "w-1/2", "w-3/5", "w-2/5"].map((width) => (
          <Card key={width}>
            <CardBody className="flex flex-col gap-3 px-5 py-4.5">
              <Skeleton className={width} />
              <Skeleton className="h-7 w-1/2" />
            </CardBody>
          </Card>
        ))}
      </div>
      <Card>
        <CardBody>
          <Skeleton className="h-64 w-full rounded-md" />
        </CardBody>
      </Card>
    </div>
  );
}
