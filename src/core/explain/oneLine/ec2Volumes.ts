/** Amazon EC2: volumes, snapshots, machine images. */
import * as l10n from "@vscode/l10n";
import { type Rows, row } from "./row";

export const ec2Volumes: Rows = {
  AttachVolume: row(
    ["volumeId", "instanceId"],
    (...of) => l10n.t("{0} attached volume {1} to EC2 instance {2}", ...of),
    (...of) => l10n.t("{0} tried to attach volume {1} to EC2 instance {2}", ...of),
  ),
  DetachVolume: row(
    ["volumeId"],
    (...of) => l10n.t("{0} detached volume {1}", ...of),
    (...of) => l10n.t("{0} tried to detach volume {1}", ...of),
  ),
  DeleteVolume: row(
    ["volumeId"],
    (...of) => l10n.t("{0} deleted volume {1}", ...of),
    (...of) => l10n.t("{0} tried to delete volume {1}", ...of),
  ),
  CreateSnapshot: row(
    ["volumeId"],
    (...of) => l10n.t("{0} began a snapshot of volume {1}", ...of),
    (...of) => l10n.t("{0} tried to begin a snapshot of volume {1}", ...of),
  ),
  DeleteSnapshot: row(
    ["snapshotId"],
    (...of) => l10n.t("{0} deleted snapshot {1}", ...of),
    (...of) => l10n.t("{0} tried to delete snapshot {1}", ...of),
  ),
  ModifySnapshotAttribute: row(
    ["snapshotId"],
    (...of) => l10n.t("{0} changed who may use snapshot {1}", ...of),
    (...of) => l10n.t("{0} tried to change who may use snapshot {1}", ...of),
  ),
  CreateImage: row(
    ["instanceId"],
    (...of) => l10n.t("{0} began a machine image of EC2 instance {1}", ...of),
    (...of) => l10n.t("{0} tried to begin a machine image of EC2 instance {1}", ...of),
  ),
  ModifyImageAttribute: row(
    ["imageId"],
    (...of) => l10n.t("{0} changed a setting of machine image {1}", ...of),
    (...of) => l10n.t("{0} tried to change a setting of machine image {1}", ...of),
  ),
  DeregisterImage: row(
    ["imageId"],
    (...of) => l10n.t("{0} deregistered machine image {1}", ...of),
    (...of) => l10n.t("{0} tried to deregister machine image {1}", ...of),
  ),
  DisableEbsEncryptionByDefault: row(
    [],
    (...of) => l10n.t("{0} turned off the encryption of new EBS volumes in this Region", ...of),
    (...of) => l10n.t("{0} tried to turn off the encryption of new EBS volumes in this Region", ...of),
  ),
};
