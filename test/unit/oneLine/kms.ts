import type { Case } from "./case";

export const kms: readonly Case[] = [
  ["CreateKey", {}, "created a KMS key", "create a KMS key"],
  [
    "ScheduleKeyDeletion",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "scheduled the deletion of KMS key 1234",
    "schedule the deletion of KMS key 1234",
  ],
  [
    "CancelKeyDeletion",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "cancelled the deletion of KMS key 1234",
    "cancel the deletion of KMS key 1234",
  ],
  [
    "EnableKey",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "enabled KMS key 1234",
    "enable KMS key 1234",
  ],
  [
    "DisableKey",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "disabled KMS key 1234",
    "disable KMS key 1234",
  ],
  [
    "DescribeKey",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "looked at KMS key 1234",
    "look at KMS key 1234",
  ],
  [
    "GetKeyPolicy",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "read the policy of KMS key 1234",
    "read the policy of KMS key 1234",
  ],
  [
    "PutKeyPolicy",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "set the policy of KMS key 1234",
    "set the policy of KMS key 1234",
  ],
  ["CreateAlias", { aliasName: "alias/app" }, "created KMS key alias alias/app", "create KMS key alias alias/app"],
  [
    "UpdateAlias",
    { aliasName: "alias/app" },
    "pointed KMS key alias alias/app to another key",
    "point KMS key alias alias/app to another key",
  ],
  ["DeleteAlias", { aliasName: "alias/app" }, "deleted KMS key alias alias/app", "delete KMS key alias alias/app"],
  [
    "CreateGrant",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "created a grant for KMS key 1234",
    "create a grant for KMS key 1234",
  ],
  [
    "RevokeGrant",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "revoked a grant for KMS key 1234",
    "revoke a grant for KMS key 1234",
  ],
  [
    "EnableKeyRotation",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "turned on the rotation of KMS key 1234",
    "turn on the rotation of KMS key 1234",
  ],
  [
    "DisableKeyRotation",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "turned off the rotation of KMS key 1234",
    "turn off the rotation of KMS key 1234",
  ],
  [
    "RotateKey",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "rotated KMS key 1234",
    "rotate KMS key 1234",
  ],
  [
    "Encrypt",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "encrypted with KMS key 1234",
    "encrypt with KMS key 1234",
  ],
  [
    "Decrypt",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "decrypted with KMS key 1234",
    "decrypt with KMS key 1234",
  ],
  [
    "GenerateDataKey",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "made a data key under KMS key 1234",
    "make a data key under KMS key 1234",
  ],
  [
    "Sign",
    { keyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" },
    "signed with KMS key 1234",
    "sign with KMS key 1234",
  ],
];
