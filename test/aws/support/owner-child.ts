/** Starts an engine, says where its data are, and waits to be killed. */
import { startMiniStack } from "../engines/ministack.ts";

const { data } = await startMiniStack();
console.log(data);
setInterval(() => {}, 1000);
