import type { Case } from "./case";

export const iamRoles: readonly Case[] = [
  ["CreateRole", { roleName: "Deploy" }, "created role Deploy", "create role Deploy"],
  ["UpdateRole", { roleName: "Deploy" }, "changed role Deploy", "change role Deploy"],
  ["DeleteRole", { roleName: "Deploy" }, "deleted role Deploy", "delete role Deploy"],
  ["GetRole", { roleName: "Deploy" }, "read role Deploy", "read role Deploy"],
  ["ListRoles", {}, "listed the roles", "list the roles"],
  [
    "UpdateAssumeRolePolicy",
    { roleName: "Deploy" },
    "changed who may assume role Deploy",
    "change who may assume role Deploy",
  ],
  [
    "AttachRolePolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", roleName: "Deploy" },
    "attached policy ReadOnlyAccess to role Deploy",
    "attach policy ReadOnlyAccess to role Deploy",
  ],
  [
    "DetachRolePolicy",
    { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess", roleName: "Deploy" },
    "detached policy ReadOnlyAccess from role Deploy",
    "detach policy ReadOnlyAccess from role Deploy",
  ],
  [
    "PutRolePolicy",
    { policyName: "p", roleName: "Deploy" },
    "wrote inline policy p of role Deploy",
    "write inline policy p of role Deploy",
  ],
  [
    "DeleteRolePolicy",
    { policyName: "p", roleName: "Deploy" },
    "deleted inline policy p of role Deploy",
    "delete inline policy p of role Deploy",
  ],
  [
    "PutRolePermissionsBoundary",
    { roleName: "Deploy" },
    "set the permissions boundary of role Deploy",
    "set the permissions boundary of role Deploy",
  ],
  [
    "DeleteRolePermissionsBoundary",
    { roleName: "Deploy" },
    "removed the permissions boundary of role Deploy",
    "remove the permissions boundary of role Deploy",
  ],
];
