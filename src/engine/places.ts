import { type S3Place, s3PlaceOf } from "../core/shapes/s3Layout";

/** What a log's name says of its delivery. */
export interface DeliveryPlace {
  /** What all logs of the same folder, account and Region have in common: of many thousands it is kept once. */
  readonly common: Pick<S3Place, "folder" | "account" | "region" | "root">;
  readonly delivered: number | undefined;
}

/** Many logs lie in few places. */
export class DeliveryPlaces {
  readonly #known = new Map<string, DeliveryPlace["common"]>();

  of(uri: string): DeliveryPlace | undefined {
    const place = s3PlaceOf(uri);
    if (!place) return undefined;
    const { folder, account, region, root, delivered } = place;
    const key = JSON.stringify([folder, account, region, root]);
    let common = this.#known.get(key);
    if (!common) {
      common = JSON.parse(JSON.stringify({ folder, account, region, root })) as DeliveryPlace["common"]; // parts of a URI hold the whole
      this.#known.set(key, common);
    }
    return { common, delivered };
  }

  clear(): void {
    this.#known.clear();
  }
}

export function s3PlaceIn({ common, delivered }: DeliveryPlace): S3Place {
  return delivered === undefined ? common : { ...common, delivered };
}
