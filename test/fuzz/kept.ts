import type { Fields } from "../support/corpus";
import type { ArchivePlan, FilePlan } from "./files";

/** Earlier failures, reduced: what was wrong, and the plan that shows it. */
export interface Kept {
  name: string;
  plan: FilePlan | ArchivePlan;
}

const records = (count: number): Fields[] =>
  Array.from({ length: count }, (_, n) => ({
    eventVersion: "1.11",
    userIdentity: { type: "IAMUser", userName: "alice" },
    eventTime: `2026-03-02T10:10:0${n}Z`,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    resources: [{ ARN: "arn:aws:s3:::example", type: "AWS::S3::Bucket" }],
    eventID: `00000000-0000-4000-8000-00000000000${n}`,
  }));
const plain = { how: "plain", coding: "utf-8" } as const;
const file = (shape: string, damages: FilePlan["damages"], more: Partial<FilePlan> = {}): FilePlan => ({
  shape,
  records: records(3),
  damages,
  packing: plain,
  ...more,
});

export const kept: readonly Kept[] = [
  {
    name: "a quote too many in a row of a table",
    plan: file("the CSV of Athena", [{ how: "insert", at: 260, bytes: Buffer.from('"') }]),
  },
];
