/** What AWS's texts know of an operation and of the data it takes and gives. */

/** The type names what a member holds, "[]" or "{}" before it for each list or map round it; absent: a plain value. */
export type Member = readonly [text: string, type?: string, nameOnWire?: string];
export type Shape = Readonly<Record<string, Member>>;

export interface Operation {
  /** As AWS calls it; events sometimes write it in another way. */
  name: string;
  text: string;
  /** Names of shapes; "" where there is nothing. */
  input: string;
  output: string;
  /** "s3:ListBucket"; "" where AWS lists none. */
  action: string;
  /** First letters of AWS's access levels: R, W, L, T(agging), P(ermissions management). */
  level: string;
  /** Of the service's model: "s3-2006-03-01"; "" where only IAM knows the name. */
  uid: string;
  shape: (name: string) => Shape | undefined;
}
