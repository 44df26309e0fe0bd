import type { Case } from "./case";

export const ec2Volumes: readonly Case[] = [
  [
    "AttachVolume",
    { volumeId: "vol-1", instanceId: "i-1" },
    "attached volume vol-1 to EC2 instance i-1",
    "attach volume vol-1 to EC2 instance i-1",
  ],
  ["DetachVolume", { volumeId: "vol-1" }, "detached volume vol-1", "detach volume vol-1"],
  ["DeleteVolume", { volumeId: "vol-1" }, "deleted volume vol-1", "delete volume vol-1"],
  ["CreateSnapshot", { volumeId: "vol-1" }, "began a snapshot of volume vol-1", "begin a snapshot of volume vol-1"],
  ["DeleteSnapshot", { snapshotId: "snap-1" }, "deleted snapshot snap-1", "delete snapshot snap-1"],
  [
    "ModifySnapshotAttribute",
    { snapshotId: "snap-1" },
    "changed who may use snapshot snap-1",
    "change who may use snapshot snap-1",
  ],
  [
    "CreateImage",
    { instanceId: "i-1" },
    "began a machine image of EC2 instance i-1",
    "begin a machine image of EC2 instance i-1",
  ],
  [
    "ModifyImageAttribute",
    { imageId: "ami-1" },
    "changed a setting of machine image ami-1",
    "change a setting of machine image ami-1",
  ],
  ["DeregisterImage", { imageId: "ami-1" }, "deregistered machine image ami-1", "deregister machine image ami-1"],
  [
    "DisableEbsEncryptionByDefault",
    {},
    "turned off the encryption of new EBS volumes in this Region",
    "turn off the encryption of new EBS volumes in this Region",
  ],
];
