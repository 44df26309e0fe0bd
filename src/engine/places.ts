import { type S3Place, s3PlaceOf } from "../core/shapes/s3Layout";

/** What a log's name says of its delivery. */
interface DeliveryPlace {
  /** What all logs of the same folder, account and Region have in common: of many thousands it is kept once. */
  readonly common: Pick<S3Place, "folder" | "account" | "region" | "root">;
  readonly delivered: number | undefined;
}

/** Many logs lie in few places. They are told when somebody asks, and kept until their logs are closed. */
export class DeliveryPlaces {
  readonly #known = new Map<string, DeliveryPlace["common"]>();
  #places = new Map<string, DeliveryPlace | undefined>();

  /** Those of the logs whose names tell one. */
  *among(uris: Iterable<string>): Iterable<S3Place> {
    const before = this.#places;
    const places = new Map<string, DeliveryPlace | undefined>();
    for (const uri of uris) {
      const place = before.has(uri) ? before.get(uri) : this.#placeOf(uri);
      places.set(uri, place);
      if (place) yield s3PlaceIn(place);
    }
    this.#places = places;
  }

  #placeOf(uri: string): DeliveryPlace | undefined {
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
    this.#places.clear();
  }
}

function s3PlaceIn({ common, delivered }: DeliveryPlace): S3Place {
  return delivered === undefined ? common : { ...common, delivered };
}
