import { startLocal } from "../../../lib/local/start.ts";
import { project } from "./project.ts";

const [, , databasePath = ":memory:"] = process.argv;
const { url } = await startLocal({ ...project(), databasePath, port: 0, empty: true });
process.stdout.write(`${url}\n`);
