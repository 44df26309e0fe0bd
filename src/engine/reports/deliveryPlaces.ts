import { type S3Place, s3PlaceOf } from "../../core/delivery/s3Layout";

/** What a log's name says about its delivery. */
interface DeliveryPlace {
  /** Shared by all logs of the same folder, account and Region: with many thousands of logs it is stored once. */
  readonly common: Pick<S3Place, "folder" | "account" | "region" | "root">;
  readonly delivered: number | undefined;
}

/** Parses the places on demand and keeps them until their logs are closed. Many logs share few places. */
export class DeliveryPlaces {
  readonly #known = new Map<string, DeliveryPlace["common"]>();
  #places = new Map<string, DeliveryPlace | undefined>();

  /** The places of the logs whose names show one. */
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
      common = JSON.parse(JSON.stringify({ folder, account, region, root })) as DeliveryPlace["common"]; // parts of a URI keep the whole URI in memory
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
