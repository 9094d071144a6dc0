import { MemoryStorage } from "../../runtime/storage/index.js";
import { conformance } from "./conformance.js";

conformance("memory", (clock) => new MemoryStorage({ clock: () => clock.now }));
