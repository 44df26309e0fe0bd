import type { Case } from "./case";

export const s3Objects: readonly Case[] = [
  ["GetObject", { key: "k/1", bucketName: "b" }, "read object k/1 in bucket b", "read object k/1 in bucket b"],
  [
    "HeadObject",
    { key: "k/1", bucketName: "b" },
    "read the properties of object k/1 in bucket b",
    "read the properties of object k/1 in bucket b",
  ],
  ["PutObject", { key: "k/1", bucketName: "b" }, "stored object k/1 in bucket b", "store object k/1 in bucket b"],
  ["CopyObject", { key: "k/1", bucketName: "b" }, "copied to object k/1 in bucket b", "copy to object k/1 in bucket b"],
  ["DeleteObject", { key: "k/1", bucketName: "b" }, "deleted object k/1 in bucket b", "delete object k/1 in bucket b"],
  ["DeleteObjects", { bucketName: "b" }, "deleted objects in bucket b", "delete objects in bucket b"],
  [
    "PutObjectAcl",
    { key: "k/1", bucketName: "b" },
    "set the access control list of object k/1 in bucket b",
    "set the access control list of object k/1 in bucket b",
  ],
  [
    "RestoreObject",
    { key: "k/1", bucketName: "b" },
    "asked for the restore of archived object k/1 in bucket b",
    "ask for the restore of archived object k/1 in bucket b",
  ],
];
