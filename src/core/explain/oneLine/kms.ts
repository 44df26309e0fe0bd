/** AWS KMS. */
import * as l10n from "@vscode/l10n";
import { kmsKey } from "./needs";
import { type Rows, row } from "./row";

export const kms: Rows = {
  CreateKey: row(
    [],
    (...of) => l10n.t("{0} created a KMS key", ...of),
    (...of) => l10n.t("{0} tried to create a KMS key", ...of),
  ),
  ScheduleKeyDeletion: row(
    [kmsKey],
    (...of) => l10n.t("{0} scheduled the deletion of KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to schedule the deletion of KMS key {1}", ...of),
  ),
  CancelKeyDeletion: row(
    [kmsKey],
    (...of) => l10n.t("{0} cancelled the deletion of KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to cancel the deletion of KMS key {1}", ...of),
  ),
  EnableKey: row(
    [kmsKey],
    (...of) => l10n.t("{0} enabled KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to enable KMS key {1}", ...of),
  ),
  DisableKey: row(
    [kmsKey],
    (...of) => l10n.t("{0} disabled KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to disable KMS key {1}", ...of),
  ),
  DescribeKey: row(
    [kmsKey],
    (...of) => l10n.t("{0} looked at KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to look at KMS key {1}", ...of),
  ),
  GetKeyPolicy: row(
    [kmsKey],
    (...of) => l10n.t("{0} read the policy of KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to read the policy of KMS key {1}", ...of),
  ),
  PutKeyPolicy: row(
    [kmsKey],
    (...of) => l10n.t("{0} set the policy of KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to set the policy of KMS key {1}", ...of),
  ),
  CreateAlias: row(
    ["aliasName"],
    (...of) => l10n.t("{0} created KMS key alias {1}", ...of),
    (...of) => l10n.t("{0} tried to create KMS key alias {1}", ...of),
  ),
  UpdateAlias: row(
    ["aliasName"],
    (...of) => l10n.t("{0} pointed KMS key alias {1} to another key", ...of),
    (...of) => l10n.t("{0} tried to point KMS key alias {1} to another key", ...of),
  ),
  DeleteAlias: row(
    ["aliasName"],
    (...of) => l10n.t("{0} deleted KMS key alias {1}", ...of),
    (...of) => l10n.t("{0} tried to delete KMS key alias {1}", ...of),
  ),
  CreateGrant: row(
    [kmsKey],
    (...of) => l10n.t("{0} created a grant for KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to create a grant for KMS key {1}", ...of),
  ),
  RevokeGrant: row(
    [kmsKey],
    (...of) => l10n.t("{0} revoked a grant for KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to revoke a grant for KMS key {1}", ...of),
  ),
  EnableKeyRotation: row(
    [kmsKey],
    (...of) => l10n.t("{0} turned on the rotation of KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to turn on the rotation of KMS key {1}", ...of),
  ),
  DisableKeyRotation: row(
    [kmsKey],
    (...of) => l10n.t("{0} turned off the rotation of KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to turn off the rotation of KMS key {1}", ...of),
  ),
  RotateKey: row(
    [kmsKey],
    (...of) => l10n.t("{0} rotated KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to rotate KMS key {1}", ...of),
  ),
  Encrypt: row(
    [kmsKey],
    (...of) => l10n.t("{0} encrypted with KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to encrypt with KMS key {1}", ...of),
  ),
  Decrypt: row(
    [kmsKey],
    (...of) => l10n.t("{0} decrypted with KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to decrypt with KMS key {1}", ...of),
  ),
  GenerateDataKey: row(
    [kmsKey],
    (...of) => l10n.t("{0} made a data key under KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to make a data key under KMS key {1}", ...of),
  ),
  Sign: row(
    [kmsKey],
    (...of) => l10n.t("{0} signed with KMS key {1}", ...of),
    (...of) => l10n.t("{0} tried to sign with KMS key {1}", ...of),
  ),
};
