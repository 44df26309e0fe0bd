/** The entry point of dist/aws.js, which exports {@link Aws}. */
import { CognitoDirectory } from "./cognito";
import type { UserDirectory } from "./userDirectory";

export { readProfiles } from "./profiles";

export function userDirectory(): UserDirectory {
  return new CognitoDirectory();
}
