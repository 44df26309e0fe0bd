/** What AWS's texts say about an operation and the data of its request and response. */

/**
 * The type names what a member holds, with "[]" or "{}" before it for each enclosing list or map. Without a type, it is
 * a plain value.
 */
export type Member = readonly [text: string, type?: string, nameOnWire?: string];
export type Shape = Readonly<Record<string, Member>>;

export interface Operation {
  /** AWS's name for the operation; events sometimes use another one. */
  name: string;
  text: string;
  /** Names of shapes; "" if there is none. */
  input: string;
  output: string;
  /** For example "s3:ListBucket"; "" if AWS lists none. */
  action: string;
  /** First letter of AWS's access level: R, W, L, T(agging), P(ermissions management). */
  level: string;
  /** The ID of the service's model, such as "s3-2006-03-01"; "" if only IAM knows the operation. */
  uid: string;
  shape: (name: string) => Shape | undefined;
}
