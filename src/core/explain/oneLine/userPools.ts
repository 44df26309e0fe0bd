/** Cognito user pools: calls of administrators and back ends. */
import * as l10n from "@vscode/l10n";
import { sub } from "./needs";
import { type Rows, row } from "./row";

export const userPools: Rows = {
  AdminCreateUser: [
    row(
      [sub, "userPoolId"],
      (...of) => l10n.t("{0} created user {1} in user pool {2}", ...of),
      (...of) => l10n.t("{0} tried to create user {1} in user pool {2}", ...of),
    ),
    row(
      ["userPoolId"],
      (...of) => l10n.t("{0} created a user in user pool {1}", ...of),
      (...of) => l10n.t("{0} tried to create a user in user pool {1}", ...of),
    ),
  ],
  AdminDeleteUser: [
    row(
      [sub, "userPoolId"],
      (...of) => l10n.t("{0} deleted user {1} of user pool {2}", ...of),
      (...of) => l10n.t("{0} tried to delete user {1} of user pool {2}", ...of),
    ),
    row(
      ["userPoolId"],
      (...of) => l10n.t("{0} deleted a user of user pool {1}", ...of),
      (...of) => l10n.t("{0} tried to delete a user of user pool {1}", ...of),
    ),
  ],
  AdminDisableUser: [
    row(
      [sub, "userPoolId"],
      (...of) => l10n.t("{0} disabled user {1} of user pool {2}", ...of),
      (...of) => l10n.t("{0} tried to disable user {1} of user pool {2}", ...of),
    ),
    row(
      ["userPoolId"],
      (...of) => l10n.t("{0} disabled a user of user pool {1}", ...of),
      (...of) => l10n.t("{0} tried to disable a user of user pool {1}", ...of),
    ),
  ],
  AdminEnableUser: [
    row(
      [sub, "userPoolId"],
      (...of) => l10n.t("{0} enabled user {1} of user pool {2}", ...of),
      (...of) => l10n.t("{0} tried to enable user {1} of user pool {2}", ...of),
    ),
    row(
      ["userPoolId"],
      (...of) => l10n.t("{0} enabled a user of user pool {1}", ...of),
      (...of) => l10n.t("{0} tried to enable a user of user pool {1}", ...of),
    ),
  ],
  AdminSetUserPassword: [
    row(
      [sub, "userPoolId"],
      (...of) => l10n.t("{0} set a password for user {1} of user pool {2}", ...of),
      (...of) => l10n.t("{0} tried to set a password for user {1} of user pool {2}", ...of),
    ),
    row(
      ["userPoolId"],
      (...of) => l10n.t("{0} set a password for a user of user pool {1}", ...of),
      (...of) => l10n.t("{0} tried to set a password for a user of user pool {1}", ...of),
    ),
  ],
  AdminResetUserPassword: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} reset the password of a user of user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to reset the password of a user of user pool {1}", ...of),
  ),
  AdminUpdateUserAttributes: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} changed the profile of a user of user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to change the profile of a user of user pool {1}", ...of),
  ),
  AdminAddUserToGroup: row(
    ["groupName", "userPoolId"],
    (...of) => l10n.t("{0} added a user of user pool {2} to group {1}", ...of),
    (...of) => l10n.t("{0} tried to add a user of user pool {2} to group {1}", ...of),
  ),
  AdminRemoveUserFromGroup: row(
    ["groupName", "userPoolId"],
    (...of) => l10n.t("{0} removed a user of user pool {2} from group {1}", ...of),
    (...of) => l10n.t("{0} tried to remove a user of user pool {2} from group {1}", ...of),
  ),
  AdminGetUser: [
    row(
      [sub, "userPoolId"],
      (...of) => l10n.t("{0} read user {1} of user pool {2}", ...of),
      (...of) => l10n.t("{0} tried to read user {1} of user pool {2}", ...of),
    ),
    row(
      ["userPoolId"],
      (...of) => l10n.t("{0} read a user of user pool {1}", ...of),
      (...of) => l10n.t("{0} tried to read a user of user pool {1}", ...of),
    ),
  ],
  AdminUserGlobalSignOut: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} signed a user of user pool {1} out everywhere", ...of),
    (...of) => l10n.t("{0} tried to sign a user of user pool {1} out everywhere", ...of),
  ),
  ListUsers: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} listed users of user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to list users of user pool {1}", ...of),
  ),
  CreateUserPool: row(
    ["poolName"],
    (...of) => l10n.t("{0} created user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to create user pool {1}", ...of),
  ),
  UpdateUserPool: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} changed the settings of user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to change the settings of user pool {1}", ...of),
  ),
  DeleteUserPool: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} deleted user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to delete user pool {1}", ...of),
  ),
  DescribeUserPool: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} read the settings of user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to read the settings of user pool {1}", ...of),
  ),
  SetUserPoolMfaConfig: row(
    ["userPoolId"],
    (...of) => l10n.t("{0} changed the MFA settings of user pool {1}", ...of),
    (...of) => l10n.t("{0} tried to change the MFA settings of user pool {1}", ...of),
  ),
  CreateUserPoolClient: row(
    ["clientName", "userPoolId"],
    (...of) => l10n.t("{0} created app client {1} in user pool {2}", ...of),
    (...of) => l10n.t("{0} tried to create app client {1} in user pool {2}", ...of),
  ),
  UpdateUserPoolClient: row(
    ["clientId", "userPoolId"],
    (...of) => l10n.t("{0} changed app client {1} of user pool {2}", ...of),
    (...of) => l10n.t("{0} tried to change app client {1} of user pool {2}", ...of),
  ),
  DeleteUserPoolClient: row(
    ["clientId", "userPoolId"],
    (...of) => l10n.t("{0} deleted app client {1} of user pool {2}", ...of),
    (...of) => l10n.t("{0} tried to delete app client {1} of user pool {2}", ...of),
  ),
  CreateIdentityProvider: row(
    ["providerName", "userPoolId"],
    (...of) => l10n.t("{0} added identity provider {1} to user pool {2}", ...of),
    (...of) => l10n.t("{0} tried to add identity provider {1} to user pool {2}", ...of),
  ),
};
