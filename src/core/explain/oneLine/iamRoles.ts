/** AWS IAM: roles. */
import * as l10n from "@vscode/l10n";
import { named } from "./needs";
import { type Rows, row } from "./row";

export const iamRoles: Rows = {
  CreateRole: row(
    ["roleName"],
    (...of) => l10n.t("{0} created role {1}", ...of),
    (...of) => l10n.t("{0} tried to create role {1}", ...of),
  ),
  UpdateRole: row(
    ["roleName"],
    (...of) => l10n.t("{0} changed role {1}", ...of),
    (...of) => l10n.t("{0} tried to change role {1}", ...of),
  ),
  DeleteRole: row(
    ["roleName"],
    (...of) => l10n.t("{0} deleted role {1}", ...of),
    (...of) => l10n.t("{0} tried to delete role {1}", ...of),
  ),
  GetRole: row(
    ["roleName"],
    (...of) => l10n.t("{0} read role {1}", ...of),
    (...of) => l10n.t("{0} tried to read role {1}", ...of),
  ),
  ListRoles: row(
    [],
    (...of) => l10n.t("{0} listed the roles", ...of),
    (...of) => l10n.t("{0} tried to list the roles", ...of),
  ),
  UpdateAssumeRolePolicy: row(
    ["roleName"],
    (...of) => l10n.t("{0} changed who may assume role {1}", ...of),
    (...of) => l10n.t("{0} tried to change who may assume role {1}", ...of),
  ),
  AttachRolePolicy: row(
    [named("policyArn"), "roleName"],
    (...of) => l10n.t("{0} attached policy {1} to role {2}", ...of),
    (...of) => l10n.t("{0} tried to attach policy {1} to role {2}", ...of),
  ),
  DetachRolePolicy: row(
    [named("policyArn"), "roleName"],
    (...of) => l10n.t("{0} detached policy {1} from role {2}", ...of),
    (...of) => l10n.t("{0} tried to detach policy {1} from role {2}", ...of),
  ),
  PutRolePolicy: row(
    ["policyName", "roleName"],
    (...of) => l10n.t("{0} wrote inline policy {1} of role {2}", ...of),
    (...of) => l10n.t("{0} tried to write inline policy {1} of role {2}", ...of),
  ),
  DeleteRolePolicy: row(
    ["policyName", "roleName"],
    (...of) => l10n.t("{0} deleted inline policy {1} of role {2}", ...of),
    (...of) => l10n.t("{0} tried to delete inline policy {1} of role {2}", ...of),
  ),
  PutRolePermissionsBoundary: row(
    ["roleName"],
    (...of) => l10n.t("{0} set the permissions boundary of role {1}", ...of),
    (...of) => l10n.t("{0} tried to set the permissions boundary of role {1}", ...of),
  ),
  DeleteRolePermissionsBoundary: row(
    ["roleName"],
    (...of) => l10n.t("{0} removed the permissions boundary of role {1}", ...of),
    (...of) => l10n.t("{0} tried to remove the permissions boundary of role {1}", ...of),
  ),
};
