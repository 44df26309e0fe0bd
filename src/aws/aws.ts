/** The entry of dist/aws.js: what it exports is {@link Aws}. */
import { CognitoDirectory } from "./cognito";
import type { UserDirectory } from "./userDirectory";

export { readProfiles } from "./profiles";

export function userDirectory(): UserDirectory {
  return new CognitoDirectory();
}
