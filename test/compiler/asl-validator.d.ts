declare module "asl-validator" {
  interface Fault {
    "Error code": string;
    Message: string;
  }
  /** Writes QueryLanguage into the states of the definition that it is given. */
  export default function validate(definition: object): { isValid: boolean; errors: Fault[] };
}
